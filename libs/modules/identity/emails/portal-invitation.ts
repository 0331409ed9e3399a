import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** To a client’s contact: the link for the first password at the client portal. */
export const portalInvitationEmail = defineEmail({
  name: 'identity.portal-invitation',
  subtype: 'security',
  audience: 'client',
  props: z.object({ name: z.string(), workspace: z.string(), link: z.string(), signInLink: z.string() }),
  sample: {
    name: 'Amy Adams',
    workspace: 'Northstar IT',
    link: 'https://kelp.test/auth/password-reset/set-new-password?token=example',
    signInLink: 'https://kelp.test/auth/client-portal/signin',
  },
  subject: 'Your access to the client portal of {{workspace}}',
  html: `<p>Hello {{name}},</p>
<p>{{workspace}} opened the client portal for you: your requests and invoices in one place. Choose your password to begin:</p>
<p><a href="{{link}}">Choose a password</a></p>
<p>The link works once and for 24 hours. Afterwards you sign in at <a href="{{signInLink}}">{{signInLink}}</a>.</p>`,
  text: `Hello {{name}},

{{workspace}} opened the client portal for you: your requests and invoices in one place. Choose your password to begin:
{{link}}

The link works once and for 24 hours. Afterwards you sign in at {{signInLink}}
`,
  translations: {
    de: {
      subject: 'Ihr Zugang zum Kundenportal von {{workspace}}',
      html: `<p>Guten Tag {{name}},</p>
<p>{{workspace}} hat das Kundenportal für Sie geöffnet: Ihre Anfragen und Rechnungen an einem Ort. Wählen Sie ein Passwort, um zu beginnen:</p>
<p><a href="{{link}}">Passwort wählen</a></p>
<p>Der Link gilt einmal und 24 Stunden lang. Danach melden Sie sich unter <a href="{{signInLink}}">{{signInLink}}</a> an.</p>`,
      text: `Guten Tag {{name}},

{{workspace}} hat das Kundenportal für Sie geöffnet: Ihre Anfragen und Rechnungen an einem Ort. Wählen Sie ein Passwort, um zu beginnen:
{{link}}

Der Link gilt einmal und 24 Stunden lang. Danach melden Sie sich hier an: {{signInLink}}
`,
    },
  },
});
