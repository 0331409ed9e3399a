import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** To a person whose second factors changed, by themselves or by an administrator. */
export const securityChangedEmail = defineEmail({
  name: 'identity.security-changed',
  subtype: 'security',
  audience: 'internal',
  props: z.object({ name: z.string(), what: z.string(), forgotLink: z.string() }),
  sample: {
    name: 'Tess Tanaka',
    what: 'the second factor “Phone” was added to your account.',
    forgotLink: 'https://kelp.test/auth/msp/forgot-password',
  },
  subject: 'How you sign in has changed',
  html: `<p>Hello {{name}},</p>
<p>{{what}}</p>
<p>Was it not you? <a href="{{forgotLink}}">Set a new password</a> at once and tell your administrator.</p>`,
  text: `Hello {{name}},

{{what}}

Was it not you? Set a new password at once and tell your administrator: {{forgotLink}}
`,
  translations: {
    de: {
      subject: 'Ihre Anmeldung wurde geändert',
      html: `<p>Guten Tag {{name}},</p>
<p>{{what}}</p>
<p>Waren Sie das nicht? <a href="{{forgotLink}}">Setzen Sie sofort ein neues Passwort</a> und sagen Sie es Ihrem Administrator.</p>`,
      text: `Guten Tag {{name}},

{{what}}

Waren Sie das nicht? Setzen Sie sofort ein neues Passwort und sagen Sie es Ihrem Administrator: {{forgotLink}}
`,
    },
  },
});
