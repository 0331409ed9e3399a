import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** What came while a person wanted quiet, in one mail when it is over. */
export const quietDigestEmail = defineEmail({
  name: 'notification.digest',
  subtype: 'notification.digest',
  audience: 'internal',
  props: z.object({
    name: z.string(),
    count: z.number(),
    notices: z.array(z.object({ title: z.string(), body: z.string(), link: z.string() })),
    link: z.string(),
    workspace: z.string(),
  }),
  sample: {
    name: 'Tess Tanaka',
    count: 2,
    notices: [
      { title: 'T-0001 was assigned to you', body: 'Printer offline', link: 'https://kelp.test/msp/tickets/example' },
      { title: 'Amy Adams replied on T-0002', body: 'Now it is red.', link: 'https://kelp.test/msp/tickets/other' },
    ],
    link: 'https://kelp.test/msp/notifications',
    workspace: 'Northstar IT',
  },
  subject: '{{count}} notices from your quiet hours',
  html: `<p>Hello {{name}},</p>
<p>this came while you wanted quiet:</p>
{{#each notices}}<p><a href="{{this.link}}"><strong>{{this.title}}</strong></a></p>
{{#if this.body}}<p>{{this.body}}</p>
{{/if}}{{/each}}<p><a href="{{link}}">All notices in {{workspace}}</a></p>
<p><small>You choose under Notifications when you are left alone.</small></p>`,
  text: `Hello {{name}},

this came while you wanted quiet:
{{#each notices}}

{{this.title}}
{{this.body}}
{{this.link}}
{{/each}}

All notices in {{workspace}}: {{link}}

You choose under Notifications when you are left alone.
`,
  translations: {
    de: {
      subject: '{{count}} Mitteilungen aus Ihrer Ruhezeit',
      html: `<p>Guten Tag {{name}},</p>
<p>das kam während Ihrer Ruhezeit:</p>
{{#each notices}}<p><a href="{{this.link}}"><strong>{{this.title}}</strong></a></p>
{{#if this.body}}<p>{{this.body}}</p>
{{/if}}{{/each}}<p><a href="{{link}}">Alle Mitteilungen in {{workspace}}</a></p>
<p><small>Unter „Notifications“ wählen Sie Ihre Ruhezeiten.</small></p>`,
      text: `Guten Tag {{name}},

das kam während Ihrer Ruhezeit:
{{#each notices}}

{{this.title}}
{{this.body}}
{{this.link}}
{{/each}}

Alle Mitteilungen in {{workspace}}: {{link}}

Unter „Notifications“ wählen Sie Ihre Ruhezeiten.
`,
    },
  },
});
