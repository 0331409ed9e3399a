import { users } from '@kelp/identity';
import { fillServerSlot } from '@kelp/kernel';
import { unwantedMail } from '@kelp/mailboxes';
import { readAddressees, readRules } from './addressees';
import type { Subtype } from './domain/subtypes';
import { wayOf } from './domain/ways';

const kinds = {
  reply: 'portal.replied',
  colleague_reply: 'portal.colleague_replied',
  will_close: 'portal.closing',
} as const satisfies Record<string, Subtype>;

/** Contacts with a way into the portal who, or whose support, turned this kind of mail off there. Others cannot choose and get it. */
export const portalUnwantedMail = fillServerSlot(unwantedMail, async (ctx, { contactIds, kind }) => {
  if (contactIds.length === 0) return [];
  const people = await ctx.db.list(users, { contactId: [...contactIds], type: 'client', isActive: true });
  if (people.length === 0) return [];
  const chosen = await readAddressees(
    ctx,
    people.map(({ id }) => id),
    'client',
  );
  const rules = await readRules(ctx);
  return people.flatMap(({ id, contactId }) => {
    const choices = chosen.find((one) => one.id === id)?.choices ?? [];
    return contactId && !wayOf(kinds[kind], 'email', rules, choices).isOn ? [contactId] : [];
  });
});
