import type { ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import type { Entity } from '@kelp/tags';
import type { FieldCard } from './contract';
import type { FieldRules } from './tables';
import type { fieldDefinitions } from './tables';

export type Field = Row<typeof fieldDefinitions>;

export const plainRules: FieldRules = {
  boardIds: [],
  isRequiredOnCreate: false,
  isRequiredOnClose: false,
  portal: 'hidden',
};

/** The fields of a kind of record, in the order of the form, retired ones too. */
export async function readFields(ctx: ReadCtx, entity: Entity): Promise<Field[]> {
  const rows = await ctx.db.rows<Field>(
    sql`select * from field_definitions where tenant_id = ${ctx.tenant} and entity = ${entity} order by position, id`,
  );
  return rows.map((row) => ({ ...row, rules: { ...plainRules, ...row.rules } }));
}

/** Whether the field stands on the form of such a record; `place` is the ticket's board. */
export const isOnForm = ({ rules, isRetired }: Field, place: string | null): boolean =>
  !isRetired && (rules.boardIds.length === 0 || (place !== null && rules.boardIds.includes(place)));

/** The field as it leaves the server. */
export const toCard = (field: Field): FieldCard => ({
  id: field.id,
  entity: field.entity,
  key: field.key,
  label: field.label,
  hint: field.hint,
  kind: field.kind,
  options: field.options,
  rules: field.rules,
  defaultValue: field.defaultValue,
  isRetired: field.isRetired,
  version: field.version,
});
