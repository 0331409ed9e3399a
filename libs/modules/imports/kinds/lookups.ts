import { services } from '@kelp/catalog';
import { holdersOfNames } from '@kelp/clients';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { identifier, sql, type Row } from '@kelp/platform/db';
import { invalid, parsePrice } from '@kelp/std';

/** What was found, by the words that were asked for. */
export type Found = ReadonlyMap<string, string>;

const some = (words: readonly string[]): string[] => [...new Set(words)].filter((one) => one !== '');

/** The records that another system's ids lead to, of those that were imported. */
export async function byExternalIds(
  ctx: ReadCtx,
  system: string,
  entity: string,
  ids: readonly string[],
): Promise<Found> {
  const wanted = some(ids);
  if (wanted.length === 0) return new Map();
  const found = await ctx.db.rows<{ externalId: string; entityId: string }>(
    sql`select external_id, entity_id from external_refs
        where tenant_id = ${ctx.tenant} and system = ${system} and entity = ${entity} and external_id = any(${wanted}::text[])`,
  );
  return new Map(found.map(({ externalId, entityId }) => [externalId, entityId]));
}

/** The record that another system's id leads to, if it was imported. */
export const byExternalId = async (ctx: ReadCtx, system: string, entity: string, id: string): Promise<string | null> =>
  (await byExternalIds(ctx, system, entity, [id])).get(id) ?? null;

/** A record, and what it was called in another system. */
export interface Called {
  externalId: string;
  entityId: string;
}

/** Notes what records were called in another system. An id that led to a record that is gone leads to this one now. */
export async function noteExternalIds(
  ctx: Ctx,
  { system, importId }: { system: string; importId: string },
  entity: string,
  called: readonly Called[],
): Promise<void> {
  if (called.length === 0) return;
  await ctx.db.rows(
    sql`insert into external_refs (tenant_id, id, system, entity, external_id, entity_id, import_id, created_at, updated_at)
        select ${ctx.tenant}, id, ${system}, ${entity}, external_id, entity_id, ${importId}, ${ctx.now()}, ${ctx.now()}
        from unnest(${called.map(() => ctx.newId())}::uuid[], ${called.map(({ externalId }) => externalId.slice(0, 200))}::text[],
          ${called.map(({ entityId }) => entityId)}::uuid[]) as called (id, external_id, entity_id)
        on conflict (tenant_id, system, entity, external_id) do update set entity_id = excluded.entity_id, import_id = excluded.import_id,
          updated_at = excluded.updated_at where external_refs.entity_id <> excluded.entity_id`,
  );
}

/** Finds the records themselves, or those they were merged into; none where they are gone. */
const livingIn =
  (table: 'clients' | 'contacts' | 'tickets') =>
  async (ctx: ReadCtx, ids: readonly string[]): Promise<Found> => {
    const wanted = some(ids);
    if (wanted.length === 0) return new Map();
    const found = await ctx.db.rows<{ asked: string; id: string }>(
      sql`select id as asked, coalesce(merged_into_id, id) as id from ${identifier(table)}
          where tenant_id = ${ctx.tenant} and id = any(${wanted}::uuid[])`,
    );
    return new Map(found.map(({ asked, id }) => [asked, id]));
  };
export const livingClients = livingIn('clients');
export const livingContacts = livingIn('contacts');
export const livingTickets = livingIn('tickets');

/** What these ids of another system lead to, where it still lives; `follow` finds that. */
export async function livingByExternalIds(
  ctx: ReadCtx,
  follow: (ctx: ReadCtx, ids: readonly string[]) => Promise<Found>,
  { system, entity }: { system: string; entity: string },
  ids: readonly string[],
): Promise<Found> {
  const known = await byExternalIds(ctx, system, entity, ids);
  const alive = await follow(ctx, [...known.values()]);
  return new Map([...known].flatMap(([one, id]) => (alive.has(id) ? [[one, alive.get(id) ?? id]] : [])));
}

/** The clients with these names or other names, in any case. */
export async function clientsNamed(ctx: ReadCtx, names: readonly string[]): Promise<Found> {
  const wanted = some(names);
  if (wanted.length === 0) return new Map();
  return new Map([...(await holdersOfNames(ctx, wanted))].map(([words, { id }]) => [words, id]));
}

/** The clients that cells name: by the other system's id, else by name. */
export async function findClients(ctx: ReadCtx, system: string, words: readonly string[]): Promise<Found> {
  const known = await livingByExternalIds(ctx, livingClients, { system, entity: 'client' }, words);
  const others = words.filter((one) => !known.has(one));
  return new Map([...known, ...(await clientsNamed(ctx, others))]);
}

/** The client that a cell names. Null when there is none. */
export const findClient = async (ctx: ReadCtx, system: string, words: string): Promise<string | null> =>
  (await findClients(ctx, system, [words])).get(words) ?? null;

/** What a cell names, refused with a sentence about the field when there is none. */
export function clientIn(found: Found, words: string, field = 'client'): string {
  const id = found.get(words);
  if (id) return id;
  throw invalid('A client is missing.', {
    [field]: `There is no client “${words}” here. Import the clients first, or correct the name.`,
  });
}

/** The same for a single cell. */
export const requireClient = async (ctx: ReadCtx, system: string, words: string, field = 'client'): Promise<string> =>
  clientIn(await findClients(ctx, system, [words]), words, field);

/** Contacts by one of their addresses. */
export async function contactsAt(ctx: ReadCtx, emails: readonly string[]): Promise<Found> {
  const wanted = some(emails);
  if (wanted.length === 0) return new Map();
  const found = await ctx.db.rows<{ words: string; contactId: string }>(
    sql`select w.words, a.contact_id from unnest(${wanted}::text[]) as w (words)
        join contact_addresses a on a.tenant_id = ${ctx.tenant} and a.email = lower(w.words)`,
  );
  return new Map(found.map(({ words, contactId }) => [words, contactId]));
}

/** A contact as a row names it. */
export interface ContactWords {
  words: string;
  clientId: string | null;
}

const atClient = ({ words, clientId }: ContactWords) => `${clientId ?? ''} ${words}`;

/** The one contact of each name at its client, by client and name; where several have it, the address has to tell. */
export async function contactsNamed(
  ctx: ReadCtx,
  asked: readonly ContactWords[],
): Promise<(one: ContactWords) => string | null> {
  const wanted = asked.filter(({ words, clientId }) => words !== '' && clientId !== null);
  const found =
    wanted.length === 0
      ? []
      : await ctx.db.rows<{ words: string; clientId: string; id: string }>(
          sql`select w.words, w.client_id, min(k.id::text) as id
              from (select distinct * from unnest(${wanted.map(({ words }) => words)}::text[],
                ${wanted.map(({ clientId }) => clientId)}::uuid[]) as w (words, client_id)) as w
              join contacts k on k.tenant_id = ${ctx.tenant} and k.client_id = w.client_id and lower(k.full_name) = lower(w.words)
                and k.merged_into_id is null
              group by w.words, w.client_id having count(*) = 1`,
        );
  const byName = new Map(found.map(({ id, ...one }) => [atClient(one), id]));
  return (one) => byName.get(atClient(one)) ?? null;
}

/** The contacts that cells name at a client: by address, by the other system's id, else by name. What is found refuses with a sentence where there is none. */
export async function contactsIn(
  ctx: ReadCtx,
  system: string,
  asked: readonly ContactWords[],
): Promise<(one: ContactWords) => string> {
  const words = asked.map((one) => one.words);
  const byAddress = await contactsAt(ctx, words);
  const ids = words.filter((one) => !one.includes('@'));
  const known = await livingByExternalIds(ctx, livingContacts, { system, entity: 'contact' }, ids);
  const named = await contactsNamed(ctx, asked);
  return (one) => {
    const found = byAddress.get(one.words) ?? known.get(one.words) ?? named(one);
    if (found) return found;
    throw invalid('A contact is missing.', {
      contact: `There is no one contact “${one.words}” here. Import the contacts first, write the address, or leave it out.`,
    });
  };
}

/** The colleagues with these addresses or names. Those who left are found only for what is over. What is found refuses with a sentence where it is not one. */
export async function colleaguesIn(
  ctx: ReadCtx,
  words: readonly string[],
  isForPast = false,
): Promise<(words: string, field: string) => string> {
  const wanted = some(words);
  const found =
    wanted.length === 0
      ? []
      : await ctx.db.rows<{ words: string; ids: string[] }>(
          sql`select w.words, array_agg(u.id::text) as ids from unnest(${wanted}::text[]) as w (words)
              join users u on u.tenant_id = ${ctx.tenant} and u.type = 'internal' and (u.is_active or ${isForPast}::bool)
                and (lower(u.email) = lower(w.words) or lower(u.name) = lower(w.words)) group by w.words`,
        );
  const byName = new Map(found.map(({ words: one, ids }) => [one, ids]));
  return (one, field) => {
    const [first, second] = byName.get(one) ?? [];
    if (first && !second) return first;
    const why = second ? `Several colleagues are called “${one}”.` : `No colleague is called “${one}”.`;
    throw invalid('A colleague is missing.', {
      [field]: `${why} Write the address they sign in with, or leave it out.`,
    });
  };
}

/** The service of this name, in any case; also one that is not offered any more. */
export async function serviceNamed(ctx: ReadCtx, name: string): Promise<Row<typeof services> | undefined> {
  const found = await ctx.db.maybe<{ id: string }>(
    sql`select id from services where tenant_id = ${ctx.tenant} and lower(name) = lower(${name})`,
  );
  return found && ctx.db.get(services, found.id);
}

/** A price in major units as the catalogue takes it. Throws invalid about the field. */
export function priceIn(words: string, currency: string, field: string): string {
  try {
    return parsePrice(words, currency);
  } catch (error) {
    throw invalid('A price is wrong.', { [field]: (error as Error).message });
  }
}
