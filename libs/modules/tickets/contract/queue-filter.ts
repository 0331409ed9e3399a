import { z } from '@kelp/kernel/contract';

/** One thing that tickets of a list have in common (or, with `isNot`, have not): any of `values` fits. */
export const ticketCondition = z.object({
  field: z.string().regex(/^[a-z][a-zA-Z0-9_.-]{0,79}$/),
  isNot: z.boolean(),
  values: z.array(z.string().min(1).max(200)).min(1).max(200),
});
export type TicketCondition = z.output<typeof ticketCondition>;

/** How a moment is asked for: `last:7d`, `next:4h`, `today`, `by:today`, `overdue`, `none`, `2026-11-01..2026-11-30` (either end may be open). */
export const rangeText =
  /^(?:(?:last|next):[1-9]\d{0,3}[hdw]|today|by:today|overdue|none|(?=.*\d)(?:\d{4}-\d\d-\d\d)?\.\.(?:\d{4}-\d\d-\d\d)?)$/;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const oneOf = (...words: string[]) => new RegExp(`^(${words.join('|')})$`);
const idOr = (...words: string[]) => new RegExp(`${uuid.source}|^(${words.join('|')})$`, 'i');

interface FilterField {
  takes: RegExp;
  /** Cannot be turned around, and takes one value. */
  isSingle?: true;
}

/** The fields of a ticket filter that the tickets room itself knows. Other names are asked of the rooms above (`ticketConditionSlot`). */
export const filterFields: Readonly<Record<string, FilterField>> = {
  state: { takes: oneOf('open', 'closed', 'all'), isSingle: true },
  board: { takes: uuid },
  status: { takes: uuid },
  priority: { takes: uuid },
  // `family:<id>` is that client and all below it
  client: { takes: new RegExp(`^(family:)?${uuid.source.slice(1)}|^none$`, 'i') },
  contact: { takes: idOr('none') },
  location: { takes: idOr('none') },
  assignee: { takes: idOr('me', 'nobody') },
  team: { takes: idOr('mine', 'none') },
  type: { takes: idOr('none') },
  category: { takes: idOr('none') },
  subcategory: { takes: idOr('none') },
  tag: { takes: idOr('none') },
  response: { takes: oneOf('none', 'awaiting_us', 'awaiting_client') },
  origin: { takes: oneOf('internal', 'portal', 'email', 'api') },
  sla: { takes: oneOf('overdue', 'soon', 'running', 'paused', 'met', 'missed', 'none') },
  created: { takes: rangeText },
  updated: { takes: rangeText },
  closed: { takes: rangeText },
  due: { takes: rangeText },
  q: { takes: /^[^\u0000]{1,200}$/, isSingle: true },
};

/** What is wrong with a condition, as a sentence; null when nothing is, or when the field is not known here. */
export function problemOf({ field, isNot, values }: TicketCondition): string | null {
  const known = Object.hasOwn(filterFields, field) ? filterFields[field] : undefined;
  if (!known) return null;
  if (known.isSingle && (isNot || values.length > 1)) return `The filter "${field}" takes one value and no "not:".`;
  const wrong = values.find((value) => !known.takes.test(value));
  return wrong === undefined ? null : `The filter "${field}" does not take "${wrong.slice(0, 40)}".`;
}

const decodeValue = (text: string) => text.replaceAll('%2C', ',').replaceAll('%25', '%');
const encodeValue = (text: string) => text.replaceAll('%', '%25').replaceAll(',', '%2C');

/** One parameter of an address as a condition; null for an empty one. */
export function readCondition(field: string, text: string): TicketCondition | null {
  if (field === 'q') return text.trim() ? { field, isNot: false, values: [text.trim()] } : null;
  const isNot = text.startsWith('not:');
  const values = (isNot ? text.slice(4) : text)
    .split(',')
    .filter((part) => part !== '')
    .map(decodeValue);
  return values.length > 0 ? { field, isNot, values: [...new Set(values)] } : null;
}

/** The value of the address parameter that says this condition. */
export function writeCondition({ field, isNot, values }: TicketCondition): string {
  if (field === 'q') return values[0] ?? '';
  return `${isNot ? 'not:' : ''}${values.map(encodeValue).join(',')}`;
}

/** `board=<id>,<id>&assignee=me&created=last:7d` as conditions. A field said twice counts once, as it was said last. */
export function readFilter(text: string): TicketCondition[] {
  const byField = new Map<string, TicketCondition>();
  for (const [field, value] of new URLSearchParams(text)) {
    const condition = readCondition(field, value);
    if (condition) byField.set(field, condition);
  }
  return [...byField.values()];
}

/** Conditions as text: the form of addresses, of saved views and of the API's `filter`. */
export function writeFilter(conditions: readonly TicketCondition[]): string {
  return new URLSearchParams(conditions.map((one) => [one.field, writeCondition(one)])).toString();
}

/** A filter: text on the wire, conditions in code. What cannot be understood is refused with a sentence. */
export const ticketFilter = z.codec(z.string().max(8000), z.array(ticketCondition).max(30), {
  decode: (text, ctx) => {
    const conditions = readFilter(text);
    for (const problem of conditions.map(problemOf)) {
      if (problem) ctx.issues.push({ code: 'custom', message: problem, input: text });
    }
    return conditions;
  },
  encode: (conditions) => writeFilter(conditions),
});
