import { defineEmail } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

/** To the colleague who wants to see that mail leaves. */
export const mailTestEmail = defineEmail({
  name: 'mail.test',
  subtype: 'mail.test',
  audience: 'internal',
  props: z.object({ workspace: z.string() }),
  sample: { workspace: 'Northstar IT' },
  subject: 'Test from {{workspace}}',
  html: '<p>This is a test. Mail from {{workspace}} arrives.</p>',
  text: 'This is a test. Mail from {{workspace}} arrives.\n',
  translations: {
    de: {
      subject: 'Test von {{workspace}}',
      html: '<p>Dies ist ein Test. Mails von {{workspace}} kommen an.</p>',
      text: 'Dies ist ein Test. Mails von {{workspace}} kommen an.\n',
    },
  },
});
