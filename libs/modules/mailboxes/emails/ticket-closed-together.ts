import { z } from '@kelp/kernel/contract';
import { defineClientEmail } from '../client-email';

/** To somebody whose request was closed together with others that had the same cause. It names nothing but their own request. */
export const ticketClosedTogetherEmail = defineClientEmail({
  name: 'ticket.closed_together',
  subtype: 'ticket.closed',
  audience: 'client',
  props: z.object({
    name: z.string(),
    workspace: z.string(),
    number: z.string(),
    title: z.string(),
    link: z.string().nullable(),
  }),
  sample: {
    name: 'Amy Adams',
    workspace: 'Northstar IT',
    number: 'T-0001',
    title: 'Internet down',
    link: 'https://kelp.test/client-portal/tickets/example',
  },
  subject: '[{{number}}] {{title}}',
  html: `<p>Hello{{#if name}} {{name}}{{/if}},</p>
<p>your request <strong>{{title}}</strong> ({{number}}) is solved and closed.</p>
<p>Is something still not right? Just reply to this mail.</p>
{{#if link}}<p><a href="{{link}}">See your request</a></p>{{/if}}
<p>{{workspace}}</p>`,
  text: `Hello{{#if name}} {{name}}{{/if}},

your request "{{title}}" ({{number}}) is solved and closed.

Is something still not right? Just reply to this mail.
{{#if link}}

See your request: {{link}}
{{/if}}

{{workspace}}
`,
  translations: {
    de: {
      subject: '[{{number}}] {{title}}',
      html: `<p>Guten Tag{{#if name}} {{name}}{{/if}},</p>
<p>Ihre Anfrage <strong>{{title}}</strong> ({{number}}) ist gelöst und geschlossen.</p>
<p>Stimmt noch etwas nicht? Antworten Sie einfach auf diese Mail.</p>
{{#if link}}<p><a href="{{link}}">Anfrage ansehen</a></p>{{/if}}
<p>{{workspace}}</p>`,
      text: `Guten Tag{{#if name}} {{name}}{{/if}},

Ihre Anfrage „{{title}}“ ({{number}}) ist gelöst und geschlossen.

Stimmt noch etwas nicht? Antworten Sie einfach auf diese Mail.
{{#if link}}

Anfrage ansehen: {{link}}
{{/if}}

{{workspace}}
`,
    },
  },
});
