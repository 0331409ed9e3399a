import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** To the owner of an account whose password was right and whose second factor was guessed at: somebody knows the password. */
export const secondFactorLockedEmail = defineEmail({
  name: 'identity.second-factor-locked',
  subtype: 'security',
  audience: 'internal',
  props: z.object({ name: z.string(), remoteAddress: z.string(), resetLink: z.string() }),
  sample: {
    name: 'Tess Tanaka',
    remoteAddress: '203.0.113.7',
    resetLink: 'https://kelp.test/auth/msp/forgot-password',
  },
  subject: 'Somebody knows your password',
  html: `<p>Hello {{name}},</p>
<p>your password was given and then a wrong code five times, last from the network address {{remoteAddress}}. Signing in is closed for 15 minutes; nothing was opened.</p>
<p>Was it you? Wait, and check the clock of your phone. If it was not you, <a href="{{resetLink}}">set a new password</a> now.</p>`,
  text: `Hello {{name}},

your password was given and then a wrong code five times, last from the network address {{remoteAddress}}. Signing in is closed for 15 minutes; nothing was opened.

Was it you? Wait, and check the clock of your phone. If it was not you, set a new password now: {{resetLink}}
`,
  translations: {
    de: {
      subject: 'Jemand kennt Ihr Passwort',
      html: `<p>Guten Tag {{name}},</p>
<p>Ihr Passwort wurde eingegeben und danach fünfmal ein falscher Code, zuletzt von der Netzwerkadresse {{remoteAddress}}. Die Anmeldung ist für 15 Minuten geschlossen; es wurde nichts geöffnet.</p>
<p>Waren Sie das? Warten Sie, und prüfen Sie die Uhr Ihres Telefons. Wenn nicht, <a href="{{resetLink}}">setzen Sie jetzt ein neues Passwort</a>.</p>`,
      text: `Guten Tag {{name}},

Ihr Passwort wurde eingegeben und danach fünfmal ein falscher Code, zuletzt von der Netzwerkadresse {{remoteAddress}}. Die Anmeldung ist für 15 Minuten geschlossen; es wurde nichts geöffnet.

Waren Sie das? Warten Sie, und prüfen Sie die Uhr Ihres Telefons. Wenn nicht, setzen Sie jetzt ein neues Passwort: {{resetLink}}
`,
    },
  },
});
