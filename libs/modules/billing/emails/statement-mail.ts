import { defineEmail, z } from '@kelp/kernel';

/** A statement of the client's account with its PDF. */
export const statementMail = defineEmail({
  name: 'billing.statement',
  subtype: 'invoice.sent',
  audience: 'client',
  props: z.object({ seller: z.string(), client: z.string(), from: z.string(), to: z.string(), owed: z.string() }),
  sample: {
    seller: 'Northstar IT',
    client: 'Acme Dental',
    from: 'Oct 1, 2026',
    to: 'Oct 31, 2026',
    owed: '$737.00',
  },
  subject: 'Statement from {{seller}}, {{from}} to {{to}}',
  text: `Hello {{client}},

here is the statement of your account from {{from}} to {{to}}. The balance is {{owed}}.
The PDF is attached.

{{seller}}
`,
  html: `<p>Hello {{client}},</p>
<p>here is the statement of your account from {{from}} to {{to}}. The balance is <strong>{{owed}}</strong>.</p>
<p>The PDF is attached.</p>
<p>{{seller}}</p>`,
  translations: {
    de: {
      subject: 'Kontoauszug von {{seller}}, {{from}} bis {{to}}',
      html: `<p>Guten Tag {{client}},</p>
<p>hier ist der Auszug Ihres Kontos von {{from}} bis {{to}}. Der Saldo beträgt <strong>{{owed}}</strong>.</p>
<p>Das PDF ist angehängt.</p>
<p>{{seller}}</p>`,
      text: `Guten Tag {{client}},

hier ist der Auszug Ihres Kontos von {{from}} bis {{to}}. Der Saldo beträgt {{owed}}.
Das PDF ist angehängt.

{{seller}}
`,
    },
  },
});
