import type { z } from '@kelp/kernel/contract';
import { ticketSort, type listTickets } from '../contract';

type ListInput = z.input<typeof listTickets.input>;

/** What the address of the ticket list says: filters, search and sort. */
export interface ListUrl {
  search: string;
  board: string | null;
  client: string | null;
  status: string | null;
  priority: string | null;
  /** `me`, `nobody` or the id of a person */
  assignee: string | null;
  state: 'open' | 'closed' | 'all';
  sort: z.output<typeof ticketSort>;
  direction: 'asc' | 'desc';
}

/** Every open ticket, the one that moved last on top. */
export const plainList: ListUrl = {
  search: '',
  board: null,
  client: null,
  status: null,
  priority: null,
  assignee: null,
  state: 'open',
  sort: 'activity',
  direction: 'desc',
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const idIn = (text: string | null) => (text && UUID.test(text) ? text : null);
const oneOf = <T extends string>(text: string | null, allowed: readonly T[], otherwise: T): T =>
  allowed.find((value) => value === text) ?? otherwise;

/** Reads the query of an address; what makes no sense in it (an old link, a typing error) counts as not said. */
export function readListUrl(query: URLSearchParams): ListUrl {
  const assignee = query.get('assignee');
  return {
    search: (query.get('q') ?? '').slice(0, 200),
    board: idIn(query.get('board')),
    client: idIn(query.get('client')),
    status: idIn(query.get('status')),
    priority: idIn(query.get('priority')),
    assignee: assignee === 'me' || assignee === 'nobody' ? assignee : idIn(assignee),
    state: oneOf(query.get('state'), ['open', 'closed', 'all'], plainList.state),
    sort: oneOf(query.get('sort'), ticketSort.options, plainList.sort),
    direction: oneOf(query.get('dir'), ['asc', 'desc'], plainList.direction),
  };
}

/** The query of an address that says this; what is as usual is left out, so that addresses stay short. */
export function writeListUrl(list: ListUrl): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | null, usual: string | null = null) => {
    if (value && value !== usual) query.set(name, value);
  };
  put('q', list.search);
  put('board', list.board);
  put('client', list.client);
  put('status', list.status);
  put('priority', list.priority);
  put('assignee', list.assignee);
  put('state', list.state, plainList.state);
  put('sort', list.sort, plainList.sort);
  put('dir', list.direction, plainList.direction);
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** What the server is asked for. */
export function listInput(list: ListUrl): Omit<ListInput, 'after' | 'limit'> {
  return {
    state: list.state,
    sort: list.sort,
    direction: list.direction,
    ...(list.search.trim() ? { search: list.search.trim() } : {}),
    ...(list.board ? { boardId: list.board } : {}),
    ...(list.client ? { clientId: list.client } : {}),
    ...(list.status ? { statusId: list.status } : {}),
    ...(list.priority ? { priorityId: list.priority } : {}),
    ...(list.assignee ? { assignee: list.assignee } : {}),
  };
}

/** Whether anything narrows the list beyond the usual "open". */
export const isNarrowed = (list: ListUrl): boolean =>
  writeListUrl({ ...list, sort: plainList.sort, direction: plainList.direction }) !== '';
