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
});
