import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** To the owner of an account whose door was closed after wrong passwords. */
export const signInLockedEmail = defineEmail({
  name: 'identity.sign-in-locked',
  subtype: 'security',
  audience: 'internal',
  props: z.object({ name: z.string(), remoteAddress: z.string(), resetLink: z.string() }),
  sample: {
    name: 'Tess Tanaka',
    remoteAddress: '203.0.113.7',
    resetLink: 'https://kelp.test/auth/msp/forgot-password',
  },
  subject: 'Somebody tried to sign in as you',
  html: `<p>Hello {{name}},</p>
<p>a wrong password was given for your account five times, last from the network address {{remoteAddress}}. Signing in is closed for 15 minutes.</p>
<p>Was it you? Wait, or <a href="{{resetLink}}">set a new password</a>. If it was not you, your password still holds; nothing was opened.</p>`,
  text: `Hello {{name}},

a wrong password was given for your account five times, last from the network address {{remoteAddress}}. Signing in is closed for 15 minutes.

Was it you? Wait, or set a new password: {{resetLink}}
If it was not you, your password still holds; nothing was opened.
`,
  translations: {
    de: {
      subject: 'Jemand wollte sich als Sie anmelden',
      html: `<p>Guten Tag {{name}},</p>
<p>für Ihr Konto wurde fünfmal ein falsches Passwort eingegeben, zuletzt von der Netzwerkadresse {{remoteAddress}}. Die Anmeldung ist für 15 Minuten geschlossen.</p>
<p>Waren Sie das? Warten Sie, oder <a href="{{resetLink}}">setzen Sie ein neues Passwort</a>. Wenn nicht: Ihr Passwort hält, es wurde nichts geöffnet.</p>`,
      text: `Guten Tag {{name}},

für Ihr Konto wurde fünfmal ein falsches Passwort eingegeben, zuletzt von der Netzwerkadresse {{remoteAddress}}. Die Anmeldung ist für 15 Minuten geschlossen.

Waren Sie das? Warten Sie, oder setzen Sie ein neues Passwort: {{resetLink}}
Wenn nicht: Ihr Passwort hält, es wurde nichts geöffnet.
`,
    },
  },
});
