import { z } from '@kelp/kernel/contract';
import { defineClientEmail } from '../client-email';

/** To the contact of a resting ticket: it will close by itself unless they write. */
export const ticketWillCloseEmail = defineClientEmail({
  name: 'ticket.will_close',
  subtype: 'ticket.will_close',
  audience: 'client',
  props: z.object({
    name: z.string(),
    workspace: z.string(),
    number: z.string(),
    title: z.string(),
    /** Whole days until it closes. */
    days: z.number(),
    isOneDay: z.boolean(),
    link: z.string().nullable(),
  }),
  sample: {
    name: 'Amy Adams',
    workspace: 'Northstar IT',
    number: 'T-0001',
    title: 'Printer offline',
    days: 3,
    isOneDay: false,
    link: 'https://kelp.test/client-portal/tickets/example',
  },
  subject: '[{{number}}] {{title}}',
  html: `<p>Hello{{#if name}} {{name}}{{/if}},</p>
<p>we have not heard from you about <strong>{{title}}</strong> for a while. We will close it in {{days}} {{#if isOneDay}}day{{else}}days{{/if}}.</p>
<p>If you still need us, just reply to this mail and it stays open.</p>
{{#if link}}<p><a href="{{link}}">See your request</a></p>{{/if}}
<p>{{workspace}}</p>`,
  text: `Hello{{#if name}} {{name}}{{/if}},

we have not heard from you about "{{title}}" for a while. We will close it in {{days}} {{#if isOneDay}}day{{else}}days{{/if}}.

If you still need us, just reply to this mail and it stays open.
{{#if link}}

See your request: {{link}}
{{/if}}

{{workspace}}
`,
  translations: {
    de: {
      subject: '[{{number}}] {{title}}',
      html: `<p>Guten Tag{{#if name}} {{name}}{{/if}},</p>
<p>zu <strong>{{title}}</strong> haben wir seit einer Weile nichts von Ihnen gehört. Wir schließen die Anfrage in {{days}} {{#if isOneDay}}Tag{{else}}Tagen{{/if}}.</p>
<p>Brauchen Sie uns noch? Antworten Sie einfach auf diese Mail, dann bleibt sie offen.</p>
{{#if link}}<p><a href="{{link}}">Anfrage ansehen</a></p>{{/if}}
<p>{{workspace}}</p>`,
      text: `Guten Tag{{#if name}} {{name}}{{/if}},

zu „{{title}}“ haben wir seit einer Weile nichts von Ihnen gehört. Wir schließen die Anfrage in {{days}} {{#if isOneDay}}Tag{{else}}Tagen{{/if}}.

Brauchen Sie uns noch? Antworten Sie einfach auf diese Mail, dann bleibt sie offen.
{{#if link}}

Anfrage ansehen: {{link}}
{{/if}}

{{workspace}}
`,
    },
  },
});
