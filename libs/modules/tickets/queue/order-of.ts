import { isSortable, readFields } from '@kelp/fields';
import type { ReadCtx } from '@kelp/kernel';
import { invalid } from '@kelp/std';
import { namedSort, type TicketSort } from '../contract/tickets';
import { fieldPrefix } from './field-condition';
import { byField, ticketOrders, type TicketOrder } from './sorts';

/** The order that a sort names. Throws `invalid` for a custom field that is not there, and for one whose kind has no order. */
export async function orderOf(ctx: ReadCtx, sort: TicketSort, direction: 'asc' | 'desc'): Promise<TicketOrder> {
  const named = namedSort.safeParse(sort);
  if (named.success) return ticketOrders[named.data];
  const key = sort.slice(fieldPrefix.length);
  const field = (await readFields(ctx, 'ticket')).find((one) => one.key === key);
  if (!field) throw invalid(`Tickets have no field called "${key}". It may have been deleted; sort by something else.`);
  if (!isSortable(field.kind)) throw invalid(`${field.label} has no order. Sort by something else.`);
  return byField(field.id, direction);
}
