import { invalid } from '@kelp/std';
import { readFilter, ticketFilter, type TicketCondition } from '../contract';

/** Parameters of a list's address that order and look, and are no condition. */
const besides = new Set(['sort', 'dir', 'view', 'cols', 'density', 'bundled']);

/** The conditions in the text of a view. Throws invalid for what makes no filter. */
export function conditionsOfView(query: string): TicketCondition[] {
  const conditions = readFilter(query).filter(({ field }) => !besides.has(field));
  const parsed = ticketFilter.safeDecode(new URLSearchParams(query).size > 0 ? onlyConditions(query) : '');
  if (!parsed.success) throw invalid(parsed.error.issues[0]?.message ?? 'This view has no sensible filter.');
  return conditions;
}

function onlyConditions(query: string): string {
  const kept = [...new URLSearchParams(query)].filter(([field]) => !besides.has(field));
  return new URLSearchParams(kept).toString();
}
