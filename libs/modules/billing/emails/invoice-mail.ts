import { defineEmail, z } from '@kelp/kernel';

/** An invoice with its PDF, to the client. */
export const invoiceMail = defineEmail({
  name: 'billing.invoice',
  subtype: 'invoice.sent',
  audience: 'client',
  props: z.object({
    number: z.string(),
    seller: z.string(),
    client: z.string(),
    total: z.string(),
    amountDue: z.string(),
    dueDate: z.string(),
    url: z.string(),
    /** Where it can be paid on line; empty where that is not possible. */
    payUrl: z.string(),
  }),
  sample: {
    number: 'INV-0001',
    seller: 'Northstar IT',
    client: 'Acme Dental',
    total: '$737.00',
    amountDue: '$737.00',
    dueDate: 'Jan 31, 2026',
    url: 'https://kelp.example/client-portal/invoices/1',
    payUrl: 'https://kelp.example/client-portal/invoices/1?pay=1',
  },
  subject: 'Invoice {{number}} from {{seller}}',
  text: `Hello {{client}},

here is invoice {{number}} over {{total}}. {{amountDue}} is due by {{dueDate}}.
The PDF is attached; you can also read it here: {{url}}
{{#if payUrl}}
Pay online: {{payUrl}}
{{/if}}
{{seller}}
`,
  html: `<p>Hello {{client}},</p>
<p>here is invoice <strong>{{number}}</strong> over {{total}}. <strong>{{amountDue}}</strong> is due by {{dueDate}}.</p>
<p>The PDF is attached; you can also <a href="{{url}}">read it in the client portal</a>.</p>
{{#if payUrl}}<p><a href="{{payUrl}}"><strong>Pay online</strong></a></p>{{/if}}
<p>{{seller}}</p>`,
  translations: {
    de: {
      subject: 'Rechnung {{number}} von {{seller}}',
      html: `<p>Guten Tag {{client}},</p>
<p>hier ist die Rechnung <strong>{{number}}</strong> über {{total}}. <strong>{{amountDue}}</strong> sind bis {{dueDate}} fällig.</p>
<p>Das PDF ist angehängt; Sie können sie auch <a href="{{url}}">im Kundenportal lesen</a>.</p>
{{#if payUrl}}<p><a href="{{payUrl}}"><strong>Online bezahlen</strong></a></p>{{/if}}
<p>{{seller}}</p>`,
      text: `Guten Tag {{client}},

hier ist die Rechnung {{number}} über {{total}}. {{amountDue}} sind bis {{dueDate}} fällig.
Das PDF ist angehängt; Sie können sie auch hier lesen: {{url}}
{{#if payUrl}}
Online bezahlen: {{payUrl}}
{{/if}}
{{seller}}
`,
    },
  },
});
