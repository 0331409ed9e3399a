import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';

/** The record that another system's id leads to, if it was imported. */
export async function byExternalId(ctx: ReadCtx, system: string, entity: string, id: string): Promise<string | null> {
  const found = await ctx.db.maybe<{ entityId: string }>(
    sql`select entity_id from external_refs
        where tenant_id = ${ctx.tenant} and system = ${system} and entity = ${entity} and external_id = ${id}`,
  );
  return found?.entityId ?? null;
}

/** The client itself, or the one it was merged into; null when it is gone. */
export async function livingClient(ctx: ReadCtx, id: string): Promise<string | null> {
  const found = await ctx.db.maybe<{ id: string }>(
    sql`select coalesce(merged_into_id, id) as id from clients where tenant_id = ${ctx.tenant} and id = ${id}`,
  );
  return found?.id ?? null;
}

/** The contact itself, or the one it was merged into; null when it is gone. */
export async function livingContact(ctx: ReadCtx, id: string): Promise<string | null> {
  const found = await ctx.db.maybe<{ id: string }>(
    sql`select coalesce(merged_into_id, id) as id from contacts where tenant_id = ${ctx.tenant} and id = ${id}`,
  );
  return found?.id ?? null;
}

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

/** The colleague with this address or name. */
export async function requireColleague(ctx: ReadCtx, words: string, field: string): Promise<string> {
  const found = await ctx.db.rows<{ id: string }>(
    sql`select id from users where tenant_id = ${ctx.tenant} and type = 'internal' and is_active
        and (lower(email) = lower(${words}) or lower(name) = lower(${words})) limit 2`,
  );
  const [first, second] = found;
  if (first && !second) return first.id;
  const why = second ? `Several colleagues are called “${words}”.` : `No colleague is called “${words}”.`;
  throw invalid('A colleague is missing.', { [field]: `${why} Write the address they sign in with, or leave it out.` });
}
