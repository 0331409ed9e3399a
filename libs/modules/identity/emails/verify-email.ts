import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** The link that proves a mail address. */
export const verifyEmailEmail = defineEmail({
  name: 'identity.verify-email',
  subtype: 'security',
  audience: 'internal',
  props: z.object({ name: z.string(), link: z.string() }),
  sample: { name: 'Tess Tanaka', link: 'https://kelp.test/auth/verify-email?token=example' },
  subject: 'Confirm your mail address',
  html: `<p>Hello {{name}},</p>
<p>this address was given for your account. Please confirm that it is yours:</p>
<p><a href="{{link}}">Confirm this address</a></p>
<p>The link works once and for 24 hours.</p>`,
  text: `Hello {{name}},

this address was given for your account. Please confirm that it is yours:
{{link}}

The link works once and for 24 hours.
`,
  translations: {
    de: {
      subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
      html: `<p>Guten Tag {{name}},</p>
<p>diese Adresse wurde für Ihr Konto angegeben. Bitte bestätigen Sie, dass sie Ihnen gehört:</p>
<p><a href="{{link}}">Adresse bestätigen</a></p>
<p>Der Link gilt einmal und 24 Stunden lang.</p>`,
      text: `Guten Tag {{name}},

diese Adresse wurde für Ihr Konto angegeben. Bitte bestätigen Sie, dass sie Ihnen gehört:
{{link}}

Der Link gilt einmal und 24 Stunden lang.
`,
    },
  },
});
