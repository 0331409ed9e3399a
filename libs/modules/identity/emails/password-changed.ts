import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** After a password was changed, so that nobody else does it unnoticed. */
export const passwordChangedEmail = defineEmail({
  name: 'identity.password-changed',
  subtype: 'security',
  audience: 'internal',
  props: z.object({ name: z.string(), forgotLink: z.string() }),
  sample: { name: 'Amy Adams', forgotLink: 'https://kelp.test/auth/client-portal/forgot-password' },
  subject: 'Your password was changed',
  html: `<p>Hello {{name}},</p>
<p>your password was just changed, and all other devices were signed out.</p>
<p>Was it not you? <a href="{{forgotLink}}">Set a new password</a> at once and tell your administrator.</p>`,
  text: `Hello {{name}},

your password was just changed, and all other devices were signed out.

Was it not you? Set a new password at once and tell your administrator:
{{forgotLink}}
`,
});
