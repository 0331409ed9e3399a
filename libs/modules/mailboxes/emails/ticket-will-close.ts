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
});
