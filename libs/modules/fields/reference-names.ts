import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { referring, type Custom, type FieldShape } from './domain/kinds';
import { namesOf, type Named } from './slots';

/** The names behind the ids in these values, of those the reader may see. */
export async function referenceNames(
  ctx: ReadCtx,
  fields: readonly FieldShape[],
  values: readonly Custom[],
): Promise<Map<string, string>> {
  const idsOf = (kind: 'person' | 'contact') => [
    ...new Set(
      fields
        .filter((field) => field.kind === kind)
        .flatMap(({ key }) => values.flatMap((custom) => (typeof custom[key] === 'string' ? [custom[key]] : []))),
    ),
  ];
  const names = new Map<string, string>();
  if (!fields.some(({ kind }) => referring.includes(kind))) return names;
  for (const { id, name } of await people(ctx, idsOf('person'))) names.set(id, name);
  for (const { id, name } of await contacts(ctx, idsOf('contact'))) names.set(id, name);
  return names;
}

const contacts = async (ctx: ReadCtx, ids: readonly string[]): Promise<Named[]> =>
  ids.length === 0 ? [] : ctx.askSlot(namesOf, { kind: 'contact', ids });

/** Those of the own staff among these ids. */
async function people(ctx: ReadCtx, ids: readonly string[]): Promise<Named[]> {
  if (ids.length === 0) return [];
  return ctx.db.rows<Named>(
    sql`select id, name from users where tenant_id = ${ctx.tenant} and type = 'internal' and id = any(${ids}::uuid[])`,
  );
}
