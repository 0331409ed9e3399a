import type { Ctx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { sources } from './sources';
import type { DocType } from './tables';

/** Characters of a body that are indexed; words after them are not found. */
const bodyLimit = 65_536;

/** The same records twice: as themselves, over `s`, and as their documents, over `d`; `isDue` narrows those that are written. */
interface Scope {
  records: Sql;
  docs: Sql;
  isDue?: Sql;
}

/** Makes the documents of these records anew, and takes away those of records that are gone. Idempotent; of two that meet the newer record wins. */
async function write(ctx: Ctx, type: DocType, { records, docs, isDue = sql`true` }: Scope): Promise<void> {
  const source = sources[type];
  const { from, where, hasName } = source;
  await ctx.db.rows(
    sql`insert into search_docs (tenant_id, type, id, parent_id, title, subtitle, number, body, url, client_id, contact_id, is_public,
          name_key, vector, source_updated_at, indexed_at)
        select ${ctx.tenant}, ${type}, n.id, n.parent_id, n.title, n.subtitle, n.number, n.body, n.url, n.client_id, n.contact_id, n.is_public,
          ${hasName ? sql`search_words(n.title)` : sql`null`},
          setweight(to_tsvector('simple', search_words(n.title || ' ' || coalesce(n.number, ''))), 'A')
            || setweight(to_tsvector('simple', search_words(n.subtitle)), 'B')
            || setweight(to_tsvector('simple', search_words(n.body)), 'C'),
          n.updated_at, now()
        from (select s.id, ${source.parentId} as parent_id, ${source.title} as title, ${source.subtitle} as subtitle,
            (${source.number})::text as number, left(${source.body}, ${bodyLimit}) as body, ${source.url} as url,
            (${source.clientId})::uuid as client_id, (${source.contactId})::uuid as contact_id, ${source.isPublic} as is_public, s.updated_at
          from ${from} where s.tenant_id = ${ctx.tenant} and ${where} and ${records} and ${isDue}) as n
        on conflict (tenant_id, type, id) do update set parent_id = excluded.parent_id, title = excluded.title, subtitle = excluded.subtitle,
          number = excluded.number, body = excluded.body, url = excluded.url, client_id = excluded.client_id, contact_id = excluded.contact_id,
          is_public = excluded.is_public, name_key = excluded.name_key, vector = excluded.vector,
          source_updated_at = excluded.source_updated_at, indexed_at = excluded.indexed_at
        where search_docs.source_updated_at <= excluded.source_updated_at`,
  );
  // "not in" is one pass over the records whatever the planner believes of a table that was filled a moment ago; "not exists" can be one for each document
  await ctx.db.rows(
    sql`delete from search_docs d where d.tenant_id = ${ctx.tenant} and d.type = ${type} and ${docs}
          and d.id not in (select s.id from ${from} where s.tenant_id = ${ctx.tenant} and ${where} and ${records})`,
  );
}

/** The documents of these records. */
export async function writeDocs(ctx: Ctx, type: DocType, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await write(ctx, type, { records: sql`s.id = any(${ids}::uuid[])`, docs: sql`d.id = any(${ids}::uuid[])` });
}

/** The documents of all comments of these tickets: whose they are and who may read them follows the ticket. */
export async function writeComments(ctx: Ctx, ticketIds: readonly string[]): Promise<void> {
  if (ticketIds.length === 0) return;
  const ids = sql`${ticketIds}::uuid[]`;
  await write(ctx, 'comment', { records: sql`s.ticket_id = any(${ids})`, docs: sql`d.parent_id = any(${ids})` });
}

/**
 * One step of going through all records of a type by id: those up to the `size`-th after `after` whose document is missing or older, and documents
 * without a record in the same stretch. Returns the id to go on after, null at the end.
 */
export async function writeStretch(ctx: Ctx, type: DocType, after: string, size: number): Promise<string | null> {
  const { from, where } = sources[type];
  const start = after === '' ? sql`true` : sql`s.id > ${after}`;
  const [end] = await ctx.db.rows<{ id: string }>(
    sql`select s.id from ${from} where s.tenant_id = ${ctx.tenant} and ${where} and ${start} order by s.id offset ${size - 1} limit 1`,
  );
  const within = (row: Sql) =>
    sql`${after === '' ? sql`true` : sql`${row} > ${after}`} and ${end ? sql`${row} <= ${end.id}` : sql`true`}`;
  const isDue = sql`not exists (select from search_docs d where d.tenant_id = ${ctx.tenant} and d.type = ${type} and d.id = s.id
    and d.source_updated_at >= s.updated_at)`;
  await write(ctx, type, { records: within(sql`s.id`), docs: within(sql`d.id`), isDue });
  return end?.id ?? null;
}
