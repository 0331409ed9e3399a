import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** To a new colleague: the link for the first password. */
export const invitationEmail = defineEmail({
  name: 'identity.invitation',
  subtype: 'security',
  audience: 'internal',
  props: z.object({ name: z.string(), workspace: z.string(), link: z.string(), signInLink: z.string() }),
  sample: {
    name: 'Tess Tanaka',
    workspace: 'Northstar IT',
    link: 'https://kelp.test/auth/password-reset/set-new-password?token=example',
    signInLink: 'https://kelp.test/auth/msp/signin',
  },
  subject: 'You are invited to {{workspace}}',
  html: `<p>Hello {{name}},</p>
<p>you were added to the workspace of {{workspace}}. Choose your password to begin:</p>
<p><a href="{{link}}">Choose a password</a></p>
<p>The link works once and for 7 days. Afterwards you sign in at <a href="{{signInLink}}">{{signInLink}}</a>.</p>`,
  text: `Hello {{name}},

you were added to the workspace of {{workspace}}. Choose your password to begin:
{{link}}

The link works once and for 7 days. Afterwards you sign in at {{signInLink}}
`,
  translations: {
    de: {
      subject: 'Sie sind zu {{workspace}} eingeladen',
      html: `<p>Guten Tag {{name}},</p>
<p>Sie wurden in den Arbeitsbereich von {{workspace}} aufgenommen. Wählen Sie ein Passwort, um zu beginnen:</p>
<p><a href="{{link}}">Passwort wählen</a></p>
<p>Der Link gilt einmal und 7 Tage lang. Danach melden Sie sich unter <a href="{{signInLink}}">{{signInLink}}</a> an.</p>`,
      text: `Guten Tag {{name}},

Sie wurden in den Arbeitsbereich von {{workspace}} aufgenommen. Wählen Sie ein Passwort, um zu beginnen:
{{link}}

Der Link gilt einmal und 7 Tage lang. Danach melden Sie sich hier an: {{signInLink}}
`,
    },
  },
});
