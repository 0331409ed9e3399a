import { defineEmail, z } from '@kelp/kernel';

/** Reminds of an invoice that is overdue, with its PDF, to the client. */
export const reminderMail = defineEmail({
  name: 'billing.reminder',
  subtype: 'invoice.sent',
  audience: 'client',
  props: z.object({
    number: z.string(),
    seller: z.string(),
    client: z.string(),
    message: z.string(),
    amount: z.string(),
    dueDate: z.string(),
    url: z.string(),
  }),
  sample: {
    number: 'INV-0001',
    seller: 'Northstar IT',
    client: 'Acme Dental',
    message: 'Perhaps this invoice has slipped your attention.',
    amount: '$737.00',
    dueDate: 'Jan 31, 2026',
    url: 'https://kelp.example/client-portal/invoices/1',
  },
  subject: 'Reminder: invoice {{number}} from {{seller}}',
  text: `Hello {{client}},

{{message}}

{{amount}} of invoice {{number}} was due on {{dueDate}}.
The PDF is attached; you can also read it here: {{url}}

{{seller}}
`,
  html: `<p>Hello {{client}},</p>
<p>{{message}}</p>
<p><strong>{{amount}}</strong> of invoice <strong>{{number}}</strong> was due on {{dueDate}}.</p>
<p>The PDF is attached; you can also <a href="{{url}}">read it in the client portal</a>.</p>
<p>{{seller}}</p>`,
  translations: {
    de: {
      subject: 'Erinnerung: Rechnung {{number}} von {{seller}}',
      html: `<p>Guten Tag {{client}},</p>
<p>{{message}}</p>
<p><strong>{{amount}}</strong> der Rechnung <strong>{{number}}</strong> waren am {{dueDate}} fällig.</p>
<p>Das PDF ist angehängt; Sie können sie auch <a href="{{url}}">im Kundenportal lesen</a>.</p>
<p>{{seller}}</p>`,
      text: `Guten Tag {{client}},

{{message}}

{{amount}} der Rechnung {{number}} waren am {{dueDate}} fällig.
Das PDF ist angehängt; Sie können sie auch hier lesen: {{url}}

{{seller}}
`,
    },
  },
});
