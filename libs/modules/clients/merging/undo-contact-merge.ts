import { resetCustom } from '@kelp/fields';
import { defineAction, type Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { undoContactMerge } from '../contract';
import { contactMergeUndone, contactUpdated } from '../events';
import { contacts } from '../tables';
import { undoMerge, type Both } from './undo-merge';

type Contact = Row<typeof contacts>;
type BothContacts = Both<typeof contacts>;

/**
 * Takes a merge of contacts back within seven days: addresses, tickets, memberships and portal access return to the merged one. What came
 * to the other contact since stays there; sessions that the merge ended stay ended.
 */
export const undoContactMergeAction = defineAction(undoContactMerge, {
  permission: 'contact.merge',
  run: async (ctx, { id }) => {
    const { from, into } = await undoMerge(ctx, contactKind, id);
    ctx.emit(contactMergeUndone, into.id, { contactId: into.id, mergedId: id, name: from.fullName });
    for (const contactId of [id, into.id]) ctx.emit(contactUpdated, contactId, { contactId });
    ctx.touch('ticket');
    return { id };
  },
});

/** Every address that the merged contact had. */
function addressesOf({ from, before }: BothContacts): string[] {
  const { email, otherEmails } = { ...from, ...before(from) } as Contact;
  return [...(email ? [email] : []), ...otherEmails.map((one) => one.email)];
}

async function takenAddresses(ctx: Ctx, both: BothContacts): Promise<string[]> {
  const { into, back } = both;
  const theirs = addressesOf(both);
  const { email } = { ...into, ...back(into) } as Contact;
  const rows = await ctx.db.rows<{ email: string; name: string }>(
    sql`select a.email, k.full_name as name from contact_addresses a join contacts k on k.tenant_id = a.tenant_id and k.id = a.contact_id
        where a.tenant_id = ${ctx.tenant} and a.email = any(${theirs}::text[]) and k.id <> ${into.id} order by a.email`,
  );
  return [
    ...rows.map((row) => `${row.email} belongs to ${row.name} now. Take that address from there first.`),
    ...(email && theirs.includes(email)
      ? [`${email} is the main address of ${into.fullName} now. Make another one the main address first.`]
      : []),
  ];
}

/** First the one that stays gives the addresses up, then the merged one takes them. */
async function backToOwn(ctx: Ctx, both: BothContacts): Promise<void> {
  const { from, into, back } = both;
  const theirs = new Set(addressesOf(both));
  const patch = back(into) as Partial<Contact>;
  const otherEmails = (patch.otherEmails ?? into.otherEmails).filter(({ email }) => !theirs.has(email));
  const custom = patch.custom ?? into.custom;
  await resetCustom(ctx, { entity: 'contact', id: into.id, before: into.custom, custom });
  await ctx.db.update(contacts, into.id, { ...patch, otherEmails, custom });
  await ctx.db.update(contacts, from.id, back(from));
}

const contactKind = {
  party: 'contact',
  table: contacts,
  nameOf: ({ fullName }: Contact) => fullName,
  taken: takenAddresses,
  own: backToOwn,
  adjust: {},
} as const;
