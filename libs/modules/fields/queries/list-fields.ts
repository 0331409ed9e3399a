import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { fieldLimit } from '../check-definition';
import { listFields } from '../contract';
import { readFields, toCard } from '../definitions';

/** The fields of a kind of record, in the order of the form. */
export const listFieldsQuery = defineQuery(listFields, {
  permission: 'custom_field.read',
  run: async (ctx, { entity, includeRetired }) => {
    const [fields, used] = await Promise.all([
      readFields(ctx, entity),
      ctx.db.rows<{ id: string }>(
        sql`select id from field_definitions d where d.tenant_id = ${ctx.tenant} and d.entity = ${entity}
            and exists (select 1 from field_values v where v.tenant_id = d.tenant_id and v.field_id = d.id)`,
      ),
    ]);
    const usedIds = new Set(used.map(({ id }) => id));
    return {
      rows: fields
        .filter(({ isRetired }) => includeRetired || !isRetired)
        .map((field) => ({ ...toCard(field), isUsed: usedIds.has(field.id) })),
      limit: fieldLimit,
      abilities: abilitiesOf(ctx, ['custom_field.create', 'custom_field.update', 'custom_field.delete']),
    };
  },
});
