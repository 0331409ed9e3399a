import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** Several notices about one ticket that came within a short time, in one mail. */
export const foldedNoticeEmail = defineEmail({
  name: 'notification.folded',
  subtype: 'notification.folded',
  audience: 'internal',
  props: z.object({
    name: z.string(),
    subject: z.string(),
    notices: z.array(z.object({ title: z.string(), body: z.string() })),
    link: z.string(),
    workspace: z.string(),
    reason: z.string(),
  }),
  sample: {
    name: 'Tess Tanaka',
    subject: 'T-0001 Printer offline',
    notices: [
      { title: 'Amy Adams replied on T-0001', body: 'It still blinks.' },
      { title: 'Amy Adams replied on T-0001', body: 'Now it is red.' },
    ],
    link: 'https://kelp.test/msp/tickets/example',
    workspace: 'Northstar IT',
    reason: 'you are the assignee of this ticket',
  },
  subject: '{{subject}}',
  html: `<p>Hello {{name}},</p>
{{#each notices}}<p><strong>{{this.title}}</strong></p>
{{#if this.body}}<p>{{this.body}}</p>
{{/if}}{{/each}}<p><a href="{{link}}">Open it in {{workspace}}</a></p>
<p><small>You get this because {{reason}}. You choose under Notifications what you are told by mail.</small></p>`,
  text: `Hello {{name}},
{{#each notices}}

{{this.title}}
{{this.body}}
{{/each}}

Open it in {{workspace}}: {{link}}

You get this because {{reason}}.
You choose under Notifications what you are told by mail.
`,
  translations: {
    de: {
      subject: '{{subject}}',
      html: `<p>Guten Tag {{name}},</p>
{{#each notices}}<p><strong>{{this.title}}</strong></p>
{{#if this.body}}<p>{{this.body}}</p>
{{/if}}{{/each}}<p><a href="{{link}}">In {{workspace}} öffnen</a></p>
<p><small>Sie erhalten dies, weil {{reason}}. Unter „Notifications“ wählen Sie, was Ihnen gemailt wird.</small></p>`,
      text: `Guten Tag {{name}},
{{#each notices}}

{{this.title}}
{{this.body}}
{{/each}}

In {{workspace}} öffnen: {{link}}

Sie erhalten dies, weil {{reason}}.
Unter „Notifications“ wählen Sie, was Ihnen gemailt wird.
`,
    },
  },
});
