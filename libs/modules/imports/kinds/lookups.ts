import { services } from '@kelp/catalog';
import type { Ctx, ReadCtx } from '@kelp/kernel';
import { identifier, sql, type Row } from '@kelp/platform/db';
import { invalid, parsePrice } from '@kelp/std';

/** The record that another system's id leads to, if it was imported. */
export async function byExternalId(ctx: ReadCtx, system: string, entity: string, id: string): Promise<string | null> {
  const found = await ctx.db.maybe<{ entityId: string }>(
    sql`select entity_id from external_refs
        where tenant_id = ${ctx.tenant} and system = ${system} and entity = ${entity} and external_id = ${id}`,
  );
  return found?.entityId ?? null;
}

/** Notes what a record was called in another system. An id that led to a record that is gone leads to this one now. */
export async function noteExternalId(
  ctx: Ctx,
  { system, importId }: { system: string; importId: string },
  entity: string,
  externalId: string,
  entityId: string,
): Promise<void> {
  await ctx.db.rows(
    sql`insert into external_refs (tenant_id, id, system, entity, external_id, entity_id, import_id, created_at, updated_at)
        values (${ctx.tenant}, ${ctx.newId()}, ${system}, ${entity}, ${externalId.slice(0, 200)}, ${entityId}, ${importId}, ${ctx.now()}, ${ctx.now()})
        on conflict (tenant_id, system, entity, external_id) do update set entity_id = excluded.entity_id, import_id = excluded.import_id,
          updated_at = excluded.updated_at where external_refs.entity_id <> excluded.entity_id`,
  );
}

/** Finds the record itself, or the one it was merged into; null when it is gone. */
const livingIn =
  (table: 'clients' | 'contacts' | 'tickets') =>
  async (ctx: ReadCtx, id: string): Promise<string | null> => {
    const found = await ctx.db.maybe<{ id: string }>(
      sql`select coalesce(merged_into_id, id) as id from ${identifier(table)} where tenant_id = ${ctx.tenant} and id = ${id}`,
    );
    return found?.id ?? null;
  };
export const livingClient = livingIn('clients');
export const livingContact = livingIn('contacts');
export const livingTicket = livingIn('tickets');

/** The client with this name or other name, in any case. */
export async function clientNamed(ctx: ReadCtx, name: string): Promise<string | null> {
  const found = await ctx.db.maybe<{ clientId: string }>(
    sql`select client_id from client_names where tenant_id = ${ctx.tenant} and name_key = lower(${name})`,
  );
  return found?.clientId ?? null;
}

/** The client that a cell names: by the other system's id, else by its name. Null when there is none. */
export async function findClient(ctx: ReadCtx, system: string, words: string): Promise<string | null> {
  const known = await byExternalId(ctx, system, 'client', words);
  const living = known ? await livingClient(ctx, known) : null;
  return living ?? clientNamed(ctx, words);
}

/** The same, refused with a sentence about the field when there is none. */
export async function requireClient(ctx: ReadCtx, system: string, words: string, field = 'client'): Promise<string> {
  const found = await findClient(ctx, system, words);
  if (found) return found;
  throw invalid('A client is missing.', {
    [field]: `There is no client “${words}” here. Import the clients first, or correct the name.`,
  });
}

/** A contact by one of its addresses. */
export async function contactAt(ctx: ReadCtx, email: string): Promise<string | null> {
  const found = await ctx.db.maybe<{ contactId: string }>(
    sql`select contact_id from contact_addresses where tenant_id = ${ctx.tenant} and email = lower(${email})`,
  );
  return found?.contactId ?? null;
}

/** The one contact of this name at this client; where several have it, the address has to tell. */
export async function contactNamed(ctx: ReadCtx, name: string, clientId: string): Promise<string | null> {
  const found = await ctx.db.rows<{ id: string }>(
    sql`select id from contacts where tenant_id = ${ctx.tenant} and lower(full_name) = lower(${name}) and client_id = ${clientId}
        and merged_into_id is null limit 2`,
  );
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

/** The contact that a cell names at a client: by address, by the other system's id, else by name. Refused when there is none. */
export async function requireContact(
  ctx: ReadCtx,
  system: string,
  words: string,
  clientId: string | null,
): Promise<string> {
  const known = words.includes('@') ? null : await byExternalId(ctx, system, 'contact', words);
  const found =
    (await contactAt(ctx, words)) ??
    (known ? await livingContact(ctx, known) : null) ??
    (clientId ? await contactNamed(ctx, words, clientId) : null);
  if (found) return found;
  throw invalid('A contact is missing.', {
    contact: `There is no one contact “${words}” here. Import the contacts first, write the address, or leave it out.`,
  });
}

/** The colleague with this address or name. Those who left are found only for what is over. */
export async function requireColleague(ctx: ReadCtx, words: string, field: string, isForPast = false): Promise<string> {
  const found = await ctx.db.rows<{ id: string }>(
    sql`select id from users where tenant_id = ${ctx.tenant} and type = 'internal' and (is_active or ${isForPast})
        and (lower(email) = lower(${words}) or lower(name) = lower(${words})) limit 2`,
  );
  const [first, second] = found;
  if (first && !second) return first.id;
  const why = second ? `Several colleagues are called “${words}”.` : `No colleague is called “${words}”.`;
  throw invalid('A colleague is missing.', { [field]: `${why} Write the address they sign in with, or leave it out.` });
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
