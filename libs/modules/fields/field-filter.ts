import type { ReadCtx } from '@kelp/kernel';
import { identifier, sql, type Sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import type { Entity } from '@kelp/tags';
import { readFields } from './definitions';
import { indexValue } from './domain/index-value';
import { readValue } from './domain/read-value';

/** is: one of these values; from, to: at least, at most; filled, empty: has any or none. */
export type FieldOperator = 'is' | 'is_not' | 'from' | 'to' | 'filled' | 'empty';

const unordered = new Set(['select', 'multi_select', 'checkbox', 'person', 'contact', 'long_text']);

/**
 * A condition over the alias by indexed texts (see `indexValue`), served by the key of `field_values`. Values of `from` and `to` are of one kind and,
 * for money, of one currency.
 */
export function customIs(fieldId: string, alias: string, operator: FieldOperator, values: readonly string[]): Sql {
  const row = identifier(alias);
  const [limit = ''] = values;
  // sums of another currency are neither more nor less
  const currency = /^[A-Z]{3}:/.exec(limit)?.[0];
  const match: Record<FieldOperator, Sql> = {
    is: sql`and v.value = any(${values})`,
    is_not: sql`and v.value = any(${values})`,
    from: sql`and v.value >= ${limit}${currency ? sql` and v.value < ${`${currency}~`}` : sql``}`,
    to: sql`and v.value <= ${limit}${currency ? sql` and v.value >= ${currency}` : sql``}`,
    filled: sql``,
    empty: sql``,
  };
  const isNegative = operator === 'is_not' || operator === 'empty';
  return sql`${isNegative ? sql`not ` : sql``}exists (select 1 from field_values v where v.tenant_id = ${row}.tenant_id
    and v.field_id = ${fieldId} and v.entity_id = ${row}.id ${match[operator]})`;
}

/**
 * The condition for a filter as a screen or the API names it: field by key, values as in `custom`. Throws `invalid` for an unknown field, for values
 * that do not fit its kind, and for an order where there is none.
 */
export async function customFilter(
  ctx: ReadCtx,
  entity: Entity,
  alias: string,
  filter: { key: string; operator: FieldOperator; values: readonly unknown[] },
): Promise<Sql> {
  const { key, operator, values } = filter;
  const field = (await readFields(ctx, entity)).find((one) => one.key === key);
  if (!field) throw invalid(`There is no field called “${key}”. Check the spelling.`);
  const needsNone = operator === 'filled' || operator === 'empty';
  if (needsNone) return customIs(field.id, alias, operator, []);
  const isRange = operator === 'from' || operator === 'to';
  if (field.kind === 'long_text') throw invalid(`${field.label}: long texts can only be filtered by filled or empty.`);
  if (isRange && unordered.has(field.kind)) throw invalid(`${field.label} has no order. Filter by its value instead.`);
  if (values.length === 0 || (isRange && values.length > 1))
    throw invalid(`${field.label}: give a value to filter by.`);
  const texts = values.flatMap((raw) => {
    const read = readValue(field, field.kind === 'multi_select' && !Array.isArray(raw) ? [raw] : raw);
    if ('sentence' in read) throw invalid(`${field.label}: ${read.sentence}`);
    return indexValue(field.kind, read.value);
  });
  return customIs(field.id, alias, operator, texts);
}
