import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** To a person whose account was opened on a device that is new to it. */
export const newDeviceEmail = defineEmail({
  name: 'identity.new-device',
  subtype: 'security',
  audience: 'internal',
  props: z.object({
    name: z.string(),
    device: z.string(),
    remoteAddress: z.string(),
    profileLink: z.string(),
    forgotLink: z.string(),
  }),
  sample: {
    name: 'Tess Tanaka',
    device: 'Firefox on Linux',
    remoteAddress: '203.0.113.7',
    profileLink: 'https://kelp.test/msp/profile',
    forgotLink: 'https://kelp.test/auth/msp/forgot-password',
  },
  subject: 'You signed in on a new device',
  html: `<p>Hello {{name}},</p>
<p>somebody signed in as you with {{device}}, from the network address {{remoteAddress}}.</p>
<p>Was it you? Then nothing is to be done. If not, <a href="{{profileLink}}">sign that device out</a> and <a href="{{forgotLink}}">set a new password</a>.</p>`,
  text: `Hello {{name}},

somebody signed in as you with {{device}}, from the network address {{remoteAddress}}.

Was it you? Then nothing is to be done. If not, sign that device out: {{profileLink}}
and set a new password: {{forgotLink}}
`,
  translations: {
    de: {
      subject: 'Anmeldung auf einem neuen Gerät',
      html: `<p>Guten Tag {{name}},</p>
<p>jemand hat sich als Sie angemeldet: {{device}}, von der Netzwerkadresse {{remoteAddress}}.</p>
<p>Waren Sie das? Dann ist nichts zu tun. Wenn nicht, <a href="{{profileLink}}">melden Sie das Gerät ab</a> und <a href="{{forgotLink}}">setzen Sie ein neues Passwort</a>.</p>`,
      text: `Guten Tag {{name}},

jemand hat sich als Sie angemeldet: {{device}}, von der Netzwerkadresse {{remoteAddress}}.

Waren Sie das? Dann ist nichts zu tun. Wenn nicht, melden Sie das Gerät ab: {{profileLink}}
und setzen Sie ein neues Passwort: {{forgotLink}}
`,
    },
  },
});
