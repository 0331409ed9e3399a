import type { z } from '@kelp/kernel/contract';
import { isUuid } from '@kelp/std';
import {
  filterFields,
  problemOf,
  readCondition,
  ticketSort,
  writeCondition,
  writeFilter,
  type TicketCondition,
} from '../contract';

export type Density = 'compact' | 'normal' | 'roomy';
const densities: readonly Density[] = ['compact', 'normal', 'roomy'];

/** What the address of the ticket list says: conditions, sort, and how it looks. */
export interface ListUrl {
  conditions: readonly TicketCondition[];
  sort: z.output<typeof ticketSort>;
  direction: 'asc' | 'desc';
  /** the saved view that it began with */
  view: string | null;
  /** columns in order; null as usual */
  columns: readonly string[] | null;
  density: Density;
  /** one row for each bundle: children whose master is in the list are left out */
  isBundled: boolean;
}

/** Every open ticket, the one that moved last on top. */
export const plainList: ListUrl = {
  conditions: [],
  sort: 'activity',
  direction: 'desc',
  view: null,
  columns: null,
  density: 'normal',
  isBundled: false,
};

const oneOf = <T extends string>(text: string | null, allowed: readonly T[], otherwise: T): T =>
  allowed.find((value) => value === text) ?? otherwise;

/** Custom fields (`field.warranty`) and conditions of rooms above have a name with a dot. */
const isForeign = (field: string) => field.includes('.');

function conditionIn(field: string, text: string): TicketCondition[] {
  if (!Object.hasOwn(filterFields, field) && !isForeign(field)) return [];
  const condition = readCondition(field, text.slice(0, 4000));
  return condition && problemOf(condition) === null ? [condition] : [];
}

/** Reads the query of an address; what makes no sense in it (an old link, a typing error) counts as not said. */
export function readListUrl(query: URLSearchParams): ListUrl {
  const view = query.get('view');
  const columns = (query.get('cols') ?? '').split(',').filter((key) => /^[a-z][a-zA-Z0-9_.-]{0,79}$/.test(key));
  return {
    conditions: [...new Map(query)].flatMap(([field, text]) => conditionIn(field, text)),
    sort: ticketSort.safeParse(query.get('sort')).data ?? plainList.sort,
    direction: oneOf(query.get('dir'), ['asc', 'desc'], plainList.direction),
    view: view && isUuid(view) ? view : null,
    columns: columns.length > 0 ? [...new Set(columns)] : null,
    density: oneOf(query.get('density'), densities, plainList.density),
    isBundled: query.get('bundled') === '1',
  };
}

/** Filter, sort and bundling alone: what a saved view keeps as its text. */
export function writeViewQuery({ conditions, sort, direction, isBundled }: ListUrl): string {
  const query = new URLSearchParams(conditions.map((one) => [one.field, writeCondition(one)]));
  if (sort !== plainList.sort) query.set('sort', sort);
  if (direction !== plainList.direction) query.set('dir', direction);
  if (isBundled) query.set('bundled', '1');
  return query.toString();
}

/** The query of an address that says this; what is as usual is left out, so that addresses stay short. */
export function writeListUrl(list: ListUrl): string {
  const query = new URLSearchParams(writeViewQuery(list));
  if (list.columns) query.set('cols', list.columns.join(','));
  if (list.density !== plainList.density) query.set('density', list.density);
  if (list.view) query.set('view', list.view);
  const text = query.toString();
  return text ? `?${text}` : '';
}

const fieldPrefix = 'field.';

/** The custom fields that stand in columns, by key. */
export const wantedFields = ({ columns }: Pick<ListUrl, 'columns'>): string[] =>
  (columns ?? []).flatMap((key) => (key.startsWith(fieldPrefix) ? [key.slice(fieldPrefix.length)] : []));

/** What tells one list of rows from another: filter, order, and what the rows carry. */
export const rowsKey = (list: ListUrl): string => [writeViewQuery(list), ...wantedFields(list)].join(' ');

/** What the server is asked for. */
export const listInput = ({ conditions, sort, direction, isBundled, columns }: ListUrl) => ({
  filter: [...conditions],
  sort,
  direction,
  ...(isBundled ? { isBundled } : {}),
  ...(wantedFields({ columns }).length > 0 ? { fields: wantedFields({ columns }) } : {}),
});

/** The filter as text, as the server takes it. */
export const filterText = ({ conditions }: ListUrl): string => writeFilter(conditions);

/** The chosen values of a field; none when it is not filtered by. */
export const valuesOf = ({ conditions }: ListUrl, field: string): readonly string[] =>
  conditions.find((one) => one.field === field)?.values ?? [];

/** Whether a field is filtered by what it shall not be. */
export const isExcluded = ({ conditions }: ListUrl, field: string): boolean =>
  conditions.find((one) => one.field === field)?.isNot ?? false;

/** The list with this field filtered by these values; by none, the field is not filtered by. */
export function withCondition(list: ListUrl, field: string, values: readonly string[], isNot = false): ListUrl {
  const at = list.conditions.findIndex((one) => one.field === field);
  const next: TicketCondition[] = values.length > 0 ? [{ field, isNot, values: [...values] }] : [];
  const before = at < 0 ? list.conditions : list.conditions.slice(0, at);
  return { ...list, conditions: [...before, ...next, ...(at < 0 ? [] : list.conditions.slice(at + 1))] };
}

/** Which tickets are asked for as to their state; open ones unless the address says otherwise. */
export const stateOf = (list: ListUrl): 'open' | 'closed' | 'all' =>
  oneOf(valuesOf(list, 'state')[0] ?? null, ['open', 'closed', 'all'], 'open');

/** Whether anything narrows the list beyond the usual "open". */
export const isNarrowed = ({ conditions }: ListUrl): boolean => conditions.length > 0;
