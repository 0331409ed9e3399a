import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { Field } from './definitions';
import { indexValue } from './domain/index-value';
import type { Custom } from './domain/kinds';
import { fieldValues } from './tables';

/** Brings the rows of `field_values` of one record from what `before` gave to what `after` gives. */
export async function writeIndex(
  ctx: Ctx,
  fields: readonly Field[],
  entityId: string,
  before: Custom,
  after: Custom,
): Promise<void> {
  const changed = fields.filter(({ key }) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  const old = changed.filter(({ key }) => before[key] !== undefined).map(({ id }) => id);
  if (old.length > 0) {
    await ctx.db.rows(
      sql`delete from field_values where tenant_id = ${ctx.tenant} and entity_id = ${entityId} and field_id = any(${old}::uuid[])`,
    );
  }
  const rows = changed.flatMap(({ id, kind, key }) => {
    const value = after[key];
    return value === undefined ? [] : indexValue(kind, value).map((text) => ({ fieldId: id, value: text, entityId }));
  });
  await ctx.db.insertMany(fieldValues, rows);
}
