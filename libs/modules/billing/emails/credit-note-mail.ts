import { defineEmail, z } from '@kelp/kernel';

/** A credit note with its PDF, to the client. */
export const creditNoteMail = defineEmail({
  name: 'billing.credit_note',
  subtype: 'invoice.sent',
  audience: 'client',
  props: z.object({
    number: z.string(),
    invoice: z.string(),
    seller: z.string(),
    client: z.string(),
    total: z.string(),
    reason: z.string(),
    url: z.string(),
  }),
  sample: {
    number: 'CN-0001',
    invoice: 'INV-0001',
    seller: 'Northstar IT',
    client: 'Acme Dental',
    total: '$120.00',
    reason: 'A price was wrong',
    url: 'https://kelp.example/client-portal/invoices/1',
  },
  subject: 'Credit note {{number}} from {{seller}}',
  text: `Hello {{client}},

here is credit note {{number}} over {{total}} for invoice {{invoice}}. Reason: {{reason}}
The PDF is attached; you can also read it here: {{url}}

{{seller}}
`,
  html: `<p>Hello {{client}},</p>
<p>here is credit note <strong>{{number}}</strong> over <strong>{{total}}</strong> for invoice {{invoice}}. Reason: {{reason}}</p>
<p>The PDF is attached; you can also <a href="{{url}}">read it in the client portal</a>.</p>
<p>{{seller}}</p>`,
  translations: {
    de: {
      subject: 'Gutschrift {{number}} von {{seller}}',
      html: `<p>Guten Tag {{client}},</p>
<p>hier ist die Gutschrift <strong>{{number}}</strong> über <strong>{{total}}</strong> zur Rechnung {{invoice}}. Grund: {{reason}}</p>
<p>Das PDF ist angehängt; Sie können sie auch <a href="{{url}}">im Kundenportal lesen</a>.</p>
<p>{{seller}}</p>`,
      text: `Guten Tag {{client}},

hier ist die Gutschrift {{number}} über {{total}} zur Rechnung {{invoice}}. Grund: {{reason}}
Das PDF ist angehängt; Sie können sie auch hier lesen: {{url}}

{{seller}}
`,
    },
  },
});
