import { users } from '@kelp/identity';
import type { Ctx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { checkZone } from './domain/check-zone';
import { refuseTakenName } from './refuse-taken';
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

/**
 * Refuses facts that cannot stand: an unknown zone, a name or alias of another client, a parent that is below the client, an account
 * manager who is no active member of staff. Answers the aliases as they are stored: each once, without the name itself.
 */
export async function checkClientFacts(ctx: Ctx, facts: Facts, own: { id: string; name: string } | null) {
  checkZone(facts.zone);
  if (facts.name !== undefined) await refuseTakenName(ctx, facts.name, own?.id ?? null);
  if (facts.parentId) await refuseCircle(ctx, facts.parentId, own?.id ?? null);
  if (facts.accountManagerId) {
    const person = await ctx.db.get(users, facts.accountManagerId);
    if (person.type !== 'internal' || !person.isActive)
      throw invalid('Only an active member of staff looks after a client.', {
        accountManagerId: 'Choose another one.',
      });
  }
  if (facts.billingContactId)
    await refuseForeignContact(ctx, facts.billingContactId, own?.id ?? null, 'billingContactId');
  if (facts.aliases === undefined) return {};
  const name = (facts.name ?? own?.name ?? '').toLowerCase();
  const aliases = new Map(facts.aliases.map((alias) => [alias.toLowerCase(), alias]));
  aliases.delete(name);
  for (const alias of aliases.values()) await refuseTakenName(ctx, alias, own?.id ?? null);
  return { aliases: [...aliases.values()] };
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
