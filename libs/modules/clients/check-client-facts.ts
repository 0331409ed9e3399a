import { users } from '@kelp/identity';
import { remembering, type Ctx, type ReadCtx } from '@kelp/kernel';
import { checkEach, invalid } from '@kelp/std';
import { checkZone } from './domain/check-zone';
import { holdersOfNames, refuseTakenName } from './refuse-taken';
import { refuseMergedClient } from './refuse-merged';
import { clients, contactClients, contacts } from './tables';

interface Facts {
  name?: string | undefined;
  aliases?: string[] | undefined;
  zone?: string | null | undefined;
  parentId?: string | null | undefined;
  accountManagerId?: string | null | undefined;
  billingContactId?: string | null | undefined;
}

type Own = { id: string; name: string } | null;

/**
 * Refuses facts that cannot stand: an unknown zone, a name or alias of another client, a parent that is below the client, an account
 * manager who is no active member of staff. Answers the aliases as they are stored: each once, without the name itself.
 */
export async function checkClientFacts(ctx: Ctx, facts: Facts, own: Own): Promise<Checked> {
  const [checked] = await checkAllFacts(ctx, [{ facts, own }]);
  return checked ?? {};
}

interface Checked {
  aliases?: string[];
}

/** The same for many clients at once, refused together. */
export async function checkAllFacts(ctx: Ctx, all: readonly { facts: Facts; own: Own }[]): Promise<Checked[]> {
  const names = all.flatMap(({ facts: { name, aliases = [] } }) => (name === undefined ? aliases : [name, ...aliases]));
  const holders = await holdersOfNames(ctx, [...new Set(names)]);
  const { ctx: known, learn } = remembering(ctx, [users]);
  await learn(
    users,
    all.flatMap(({ facts: { accountManagerId } }) => accountManagerId ?? []),
  );
  return checkEach(all, async ({ facts, own }) => {
    checkZone(facts.zone);
    if (facts.name !== undefined) refuseTakenName(holders, facts.name, own?.id ?? null);
    if (facts.parentId) await refuseCircle(ctx, facts.parentId, own?.id ?? null);
    if (facts.accountManagerId) await refuseNoStaff(known, facts.accountManagerId);
    if (facts.billingContactId)
      await refuseForeignContact(ctx, facts.billingContactId, own?.id ?? null, 'billingContactId');
    if (facts.aliases === undefined) return {};
    const aliases = new Map(facts.aliases.map((alias) => [alias.toLowerCase(), alias]));
    aliases.delete((facts.name ?? own?.name ?? '').toLowerCase());
    for (const alias of aliases.values()) refuseTakenName(holders, alias, own?.id ?? null);
    return { aliases: [...aliases.values()] };
  });
}

async function refuseNoStaff(ctx: ReadCtx, accountManagerId: string): Promise<void> {
  const person = await ctx.db.get(users, accountManagerId);
  if (person.type === 'internal' && person.isActive) return;
  throw invalid('Only an active member of staff looks after a client.', { accountManagerId: 'Choose another one.' });
}

/** Refuses a contact that is inactive or belongs to another client; `field` is where the sentence stands. */
export async function refuseForeignContact(
  ctx: Ctx,
  id: string,
  clientId: string | null,
  field: string,
): Promise<void> {
  const contact = await ctx.db.lock(contacts, id);
  const isTheirs =
    clientId !== null &&
    (contact.clientId === clientId || (await ctx.db.find(contactClients, { contactId: id, clientId })) !== undefined);
  if (isTheirs && !contact.isInactive) return;
  throw invalid(`${contact.fullName} is no active contact of this client.`, { [field]: 'Choose one of its contacts.' });
}

/** Walks up from the new parent, locking each, so that changes at the same moment can neither close a circle nor merge it away. */
async function refuseCircle(ctx: Ctx, parentId: string, id: string | null): Promise<void> {
  for (const one of [parentId, id].filter((each) => each !== null).sort()) {
    const row = await ctx.db.lock(clients, one);
    if (one === parentId) refuseMergedClient(row);
  }
  for (let above: string | null = parentId; above; above = (await ctx.db.lock(clients, above)).parentId) {
    if (above === id)
      throw invalid('A client cannot stand above itself.', {
        parentId: 'This client is the same or stands below it. Choose another one.',
      });
  }
}
