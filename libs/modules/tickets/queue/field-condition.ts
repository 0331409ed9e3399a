import { customIs, indexValue, parseText, readFields, type Field, type ParseContext } from '@kelp/fields';
import type { ReadCtx } from '@kelp/kernel';
import { and, join, sql, type Sql } from '@kelp/platform/db';
import { invalid, localDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { rangeText, type TicketCondition } from '../contract/queue-filter';
import { stretchOf } from './ranges';

/** A custom field's condition is called by its key: `field.warranty_until`. */
export const fieldPrefix = 'field.';

interface Asked {
  field: Field;
  now: Date;
  zone: string;
  context: ParseContext;
}

const dated = new Set(['date', 'date_time']);
const ordered = new Set([...dated, 'number', 'money']);

/**
 * Tickets whose custom field has one of these values: `any` for a filled one, `none` for an empty one, `10..20` (either end may be open) and the words
 * of days (`last:30d`) for kinds with an order, `me` for a person, otherwise the value as people write it. Served by the index of `field_values`.
 */
export async function fieldCondition(ctx: ReadCtx, { field: name, values }: TicketCondition): Promise<Sql> {
  const key = name.slice(fieldPrefix.length);
  const field = (await readFields(ctx, 'ticket')).find((one) => one.key === key);
  if (!field) throw invalid(`Tickets have no field called "${key}". It may have been deleted; take this filter off.`);
  const [now, { zone, currency }] = await Promise.all([ctx.time(), readTenant(ctx)]);
  const find: ParseContext['find'] = (_kind, text) => (text === 'me' ? ctx.actor.id : null);
  const asked: Asked = { field, now, zone, context: { currency, find } };
  const parts = values.map((value) => oneValue(asked, value));
  return parts.length === 1 && parts[0] ? parts[0] : sql`(${join(parts, sql` or `)})`;
}

function oneValue(asked: Asked, value: string): Sql {
  const { field } = asked;
  if (value === 'any') return customIs(field.id, 't', 'filled', []);
  if (value === 'none') return customIs(field.id, 't', 'empty', []);
  if (field.kind === 'long_text') throw invalid(`${field.label}: long texts can only be filtered by "any" or "none".`);
  if (dated.has(field.kind) && rangeText.test(value)) return days(asked, value);
  if (ordered.has(field.kind) && value.includes('..')) return range(asked, ...ends(value));
  return customIs(field.id, 't', 'is', texts(asked, value));
}

/** Days as the workspace counts them, as a stretch of local dates or of instants. */
function days({ field, now, zone }: Asked, value: string): Sql {
  const stretch = stretchOf(value, now, zone);
  if (!stretch) throw invalid(`${field.label}: "${value}" is no range of days. Write 2026-11-01..2026-11-30.`);
  const write = (at: Date) => (field.kind === 'date' ? localDate(at, zone) : at.toISOString());
  return between(
    field,
    stretch.from ? write(stretch.from) : undefined,
    // the end is not part of the stretch
    stretch.before ? write(new Date(stretch.before.getTime() - 1)) : undefined,
  );
}

function ends(value: string): [string, string] {
  const [from = '', to = ''] = value.split('..');
  return [from.trim(), to.trim()];
}

function range(asked: Asked, from: string, to: string): Sql {
  const { field } = asked;
  if (from === '' && to === '') throw invalid(`${field.label}: say where the range begins or ends, such as 10..20.`);
  return between(field, from === '' ? undefined : texts(asked, from)[0], to === '' ? undefined : texts(asked, to)[0]);
}

const between = ({ id }: Field, from: string | undefined, to: string | undefined): Sql =>
  and([
    ...(from === undefined ? [] : [customIs(id, 't', 'from', [from])]),
    ...(to === undefined ? [] : [customIs(id, 't', 'to', [to])]),
  ]);

function texts({ field, context }: Asked, value: string): string[] {
  const read = parseText(field, value, context);
  if (!read) throw invalid(`${field.label}: give a value to filter by.`);
  if ('sentence' in read) throw invalid(`${field.label}: ${read.sentence}`);
  return indexValue(field.kind, read.value);
}
