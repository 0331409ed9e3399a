import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';

interface Holder {
  id: string;
  name: string;
}

/** Whom names or mail domains belong to, by the words that were asked for. */
export type Holders = ReadonlyMap<string, Holder & { isInactive: boolean }>;

const byWords = (found: readonly (Holder & { words: string; isInactive: boolean })[]): Holders =>
  new Map(found.map(({ words, ...holder }) => [words, holder]));

/** The clients that have these names or aliases, in any case. */
export const holdersOfNames = async (ctx: ReadCtx, names: readonly string[]): Promise<Holders> =>
  byWords(
    await ctx.db.rows(
      sql`select w.words, c.id, c.name, c.is_inactive from unnest(${names}::text[]) as w (words)
          join client_names n on n.tenant_id = ${ctx.tenant} and n.name_key = lower(w.words)
          join clients c on c.tenant_id = n.tenant_id and c.id = n.client_id`,
    ),
  );

/** The clients that have these mail domains. */
export const holdersOfDomains = async (ctx: ReadCtx, domains: readonly string[]): Promise<Holders> =>
  domains.length === 0
    ? new Map()
    : byWords(
        await ctx.db.rows(
          sql`select d.domain as words, c.id, c.name, c.is_inactive from client_email_domains d
              join clients c on c.tenant_id = d.tenant_id and c.id = d.client_id
              where d.tenant_id = ${ctx.tenant} and d.domain = any(${domains}::text[])`,
        ),
      );

/**
 * Throws `client.name_taken` when another client has this name or alias in any case; `data.clientId` leads to it.
 * The unique index stays the judge between two who write at the same moment.
 */
export function refuseTakenName(holders: Holders, name: string, own: string | null): void {
  const holder = holders.get(name);
  if (!holder || holder.id === own) return;
  const isAlias = holder.name.toLowerCase() !== name.toLowerCase();
  const which = holder.isInactive ? 'an inactive client' : 'a client';
  throw refused(
    'client.name_taken',
    isAlias
      ? `“${name}” is another name of ${holder.name}. Open it, or choose another name.`
      : `There is already ${which} named “${holder.name}”. Open it, or choose another name.`,
    { clientId: holder.id, clientName: holder.name },
  );
}

/** Throws `client.domain_taken` when another client has this mail domain; `data.clientId` leads to it. */
export function refuseTakenDomain(holders: Holders, domain: string, own: string | null): void {
  const holder = holders.get(domain);
  if (!holder || holder.id === own) return;
  throw refused('client.domain_taken', `${domain} already belongs to ${holder.name}. Remove it there first.`, {
    clientId: holder.id,
    clientName: holder.name,
  });
}

/** Whom addresses belong to, as main or other ones. */
export type AddressHolders = ReadonlyMap<string, Holder & { clientId: string | null; clientName: string | null }>;

/** The contacts that have these addresses. */
export async function holdersOfAddresses(ctx: ReadCtx, emails: readonly string[]): Promise<AddressHolders> {
  if (emails.length === 0) return new Map();
  const found = await ctx.db.rows<Holder & { email: string; clientId: string | null; clientName: string | null }>(
    sql`select a.email, k.id, k.full_name as name, k.client_id, c.name as client_name
        from contact_addresses a join contacts k on k.tenant_id = a.tenant_id and k.id = a.contact_id
          left join clients c on c.tenant_id = k.tenant_id and c.id = k.client_id
        where a.tenant_id = ${ctx.tenant} and a.email = any(${emails}::text[])`,
  );
  return new Map(found.map(({ email, ...holder }) => [email, holder]));
}

/** Throws `contact.email_taken` when another contact has this address, as main or other one; `data` leads to the contact and its client. */
export function refuseTakenAddress(holders: AddressHolders, email: string, own: string | null): void {
  const holder = holders.get(email);
  if (!holder || holder.id === own) return;
  const who = holder.clientName ? `${holder.name} of ${holder.clientName}` : holder.name;
  throw refused(
    'contact.email_taken',
    `${email} already belongs to ${who}. Use that contact, or give another address.`,
    {
      contactId: holder.id,
      clientId: holder.clientId,
      clientName: holder.clientName,
    },
  );
}
