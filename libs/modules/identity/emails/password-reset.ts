import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** The link for a new password. */
export const passwordResetEmail = defineEmail({
  name: 'identity.password-reset',
  subtype: 'security',
  audience: 'internal',
  props: z.object({ name: z.string(), workspace: z.string(), link: z.string() }),
  sample: {
    name: 'Amy Adams',
    workspace: 'Northstar IT',
    link: 'https://kelp.test/auth/password-reset/set-new-password?token=example',
  },
  subject: 'Set a new password for {{workspace}}',
  html: `<p>Hello {{name}},</p>
<p>somebody, most likely you, asked for a new password for {{workspace}}.</p>
<p><a href="{{link}}">Set a new password</a></p>
<p>The link works once and for one hour. Did you not ask for it? Then do nothing: your password stays as it is.</p>`,
  text: `Hello {{name}},

somebody, most likely you, asked for a new password for {{workspace}}. Set it here:
{{link}}

The link works once and for one hour. Did you not ask for it? Then do nothing: your password stays as it is.
`,
  translations: {
    de: {
      subject: 'Neues Passwort für {{workspace}}',
      html: `<p>Guten Tag {{name}},</p>
<p>jemand, vermutlich Sie selbst, hat ein neues Passwort für {{workspace}} angefordert.</p>
<p><a href="{{link}}">Neues Passwort setzen</a></p>
<p>Der Link gilt einmal und eine Stunde lang. Haben Sie ihn nicht angefordert? Dann tun Sie nichts: Ihr Passwort bleibt, wie es ist.</p>`,
      text: `Guten Tag {{name}},

jemand, vermutlich Sie selbst, hat ein neues Passwort für {{workspace}} angefordert. Setzen Sie es hier:
{{link}}

Der Link gilt einmal und eine Stunde lang. Haben Sie ihn nicht angefordert? Dann tun Sie nichts: Ihr Passwort bleibt, wie es ist.
`,
    },
  },
});
