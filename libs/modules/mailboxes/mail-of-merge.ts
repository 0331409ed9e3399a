import { clientMerge, movedRows } from '@kelp/clients';
import { fillServerSlot } from '@kelp/kernel';
import { mailSenderRules } from './tables';

/** Rules that give a sender to a client follow it. */
export const mailOfMerge = fillServerSlot(clientMerge, (ctx, question) =>
  movedRows(ctx, question, [
    {
      table: mailSenderRules,
      field: 'clientId',
      one: 'sender rule',
      other: 'sender rules',
      permission: 'email_settings.read',
    },
  ]),
);
