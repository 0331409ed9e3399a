import { defineQuery } from '@kelp/kernel';
import { identifier, sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { kindOf } from '@kelp/tags';
import { recordFields } from '../contract';
import type { Custom } from '../domain/kinds';
import { fillFields } from '../fill-fields';

/** The fields of one record with its values; asked for when somebody looks at them, so that a record opens as fast without. */
export const recordFieldsQuery = defineQuery(recordFields, {
  permission: 'custom_field.read',
  run: async (ctx, { entity, id }) => {
    const { table, read, update, formColumn } = await kindOf(ctx, entity);
    ctx.require(read);
    const place = formColumn ? identifier(formColumn) : sql`null::uuid`;
    const row = await ctx.db.maybe<{ custom: Custom; version: number; place: string | null }>(
      sql`select r.custom, r.version, ${place} as place from ${identifier(table.name)} r
          where r.tenant_id = ${ctx.tenant} and r.id = ${id} and ${ctx.visible(read, 'r')}`,
    );
    if (!row) throw notFound(table.noun);
    return {
      fields: await fillFields(ctx, entity, row.custom, row.place),
      version: row.version,
      mayUpdate: ctx.can(update),
    };
  },
});
