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
  translations: {
    de: {
      subject: 'Ihr Passwort wurde geändert',
      html: `<p>Guten Tag {{name}},</p>
<p>Ihr Passwort wurde soeben geändert, alle anderen Geräte wurden abgemeldet.</p>
<p>Waren Sie das nicht? <a href="{{forgotLink}}">Setzen Sie sofort ein neues Passwort</a> und sagen Sie Ihrer Administration Bescheid.</p>`,
      text: `Guten Tag {{name}},

Ihr Passwort wurde soeben geändert, alle anderen Geräte wurden abgemeldet.

Waren Sie das nicht? Setzen Sie sofort ein neues Passwort und sagen Sie Ihrer Administration Bescheid:
{{forgotLink}}
`,
    },
  },
});
