import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { Field } from './definitions';
import { indexValue } from './domain/index-value';
import type { Custom } from './domain/kinds';
import { fieldValues } from './tables';

/** What one record had and has in its custom fields. */
interface Values {
  entityId: string;
  before: Custom;
  after: Custom;
}

/** Brings the rows of `field_values` of one record from what `before` gave to what `after` gives. */
export const writeIndex = (
  ctx: Ctx,
  fields: readonly Field[],
  entityId: string,
  before: Custom,
  after: Custom,
): Promise<void> => writeIndexes(ctx, fields, [{ entityId, before, after }]);

/** The same for many records at once. */
export async function writeIndexes(ctx: Ctx, fields: readonly Field[], all: readonly Values[]): Promise<void> {
  const changed = all.flatMap(({ entityId, before, after }) =>
    fields
      .filter(({ key }) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map(({ id, kind, key }) => ({ entityId, fieldId: id, kind, before: before[key], after: after[key] })),
  );
  const old = changed.filter(({ before }) => before !== undefined);
  if (old.length > 0) {
    await ctx.db.rows(
      sql`delete from field_values where tenant_id = ${ctx.tenant} and (entity_id, field_id) in (
            select * from unnest(${old.map(({ entityId }) => entityId)}::uuid[], ${old.map(({ fieldId }) => fieldId)}::uuid[]))`,
    );
  }
  const rows = changed.flatMap(({ entityId, fieldId, kind, after }) =>
    after === undefined ? [] : indexValue(kind, after).map((text) => ({ fieldId, value: text, entityId })),
  );
  await ctx.db.insertMany(fieldValues, rows);
}
