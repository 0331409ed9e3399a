import { clientDependents, countDependents } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';

/** What this room keeps of a client, so that it is not deleted below it. */
export const mailOfClient = fillServerSlot(clientDependents, (ctx, { clientId }) =>
  countDependents(ctx, clientId, [
    {
      table: 'mail_sender_rules',
      one: 'sender rule',
      other: 'sender rules',
      href: '/msp/settings/mailboxes',
      permission: 'email_settings.read',
    },
  ]),
);
