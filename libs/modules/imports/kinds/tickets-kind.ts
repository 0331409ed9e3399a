import type { Ctx, ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { checkEach, invalid } from '@kelp/std';
import {
  boards,
  importTickets,
  priorities,
  statuses,
  takeBackTicket,
  ticketCategories,
  tickets,
  type FormerTicket,
} from '@kelp/tickets';
import { asText } from '../domain/cell-readers';
import { asInstant } from '../domain/date-readers';
import { text } from './given';
import type { ImportKind, Made, SetCtx, SetRow, Values } from './import-kind';
import {
  byExternalIds,
  clientIn,
  colleaguesIn,
  contactsIn,
  findClients,
  livingByExternalIds,
  livingTickets,
  noteExternalIds,
  type Found,
} from './lookups';

/** Under what the number of a ticket in another system is kept, beside its id there. */
export const ticketNumber = 'ticket number';

const bare = (words: string) => words.trim().toLowerCase().replace(/^>/, '');

interface Named {
  id: string;
  name: string;
}

/** The one of these that a cell names: by its name, else the only one whose name is a word of the cell or the other way round. */
function namedIn<T extends Named>(all: readonly T[], words: string): T | undefined {
  const asked = bare(words);
  const same = all.find(({ name }) => bare(name) === asked);
  if (same) return same;
  const isWord = (long: string, short: string) => ` ${long.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${short} `);
  const like = all.filter(({ name }) => isWord(asked, bare(name)) || isWord(bare(name), asked));
  return like.length === 1 ? like[0] : undefined;
}

function requireNamed<T extends Named>(all: readonly T[], words: string, field: string, noun: string): T {
  const found = namedIn(all, words);
  if (found) return found;
  const names = all.map(({ name }) => name).join(', ');
  throw invalid(`A ${noun} is missing.`, {
    [field]: `There is no ${noun} “${words}” here. ${names ? `Write one of: ${names}.` : 'Leave the cell empty.'}`,
  });
}

/** What the desk offers, in its order; read once for a set. */
interface Desk {
  boards: readonly Row<typeof boards>[];
  statuses: readonly Row<typeof statuses>[];
  priorities: readonly Row<typeof priorities>[];
  categories: readonly Row<typeof ticketCategories>[];
}

const deskOf = async (ctx: ReadCtx): Promise<Desk> => ({
  boards: await ctx.db.list(boards, { isActive: true }, { orderBy: 'position' }),
  statuses: await ctx.db.list(statuses, { removedAt: null }, { orderBy: 'position' }),
  priorities: await ctx.db.list(priorities, { removedAt: null }, { orderBy: 'position' }),
  categories: await ctx.db.list(ticketCategories, { removedAt: null }, { orderBy: 'position' }),
});

function boardOf({ boards: all }: Desk, words: string): Row<typeof boards> {
  const [first] = all;
  if (words || !first) return requireNamed(all, words, 'board', 'board');
  return first;
}

const closedWords = /^(closed?|complete[d]?|resolved|done|solved|finished|cancell?ed|canceled)\b/;
const openWords = /^(open|opened|new|reopened|re-opened|assigned|active|pending|to ?do)\b/;

/** The status as the board calls it; other systems' words for open and closed are understood, and a ticket with an end is closed. */
function statusOf(desk: Desk, boardId: string, values: Values): Row<typeof statuses> {
  const all = desk.statuses.filter((status) => status.boardId === boardId);
  const words = text(values, 'status');
  const hasEnd = values['closedAt'] !== undefined;
  const closed =
    all.find(({ name, isClosed }) => isClosed && name === 'Closed') ?? all.find(({ isClosed }) => isClosed);
  const open = all.find(({ isDefault }) => isDefault);
  const usual = hasEnd ? closed : open;
  if (!words && usual) return usual;
  const named = namedIn(all, words);
  if (named) return named;
  if (closed && (closedWords.test(bare(words)) || hasEnd)) return closed;
  if (open && openWords.test(bare(words))) return open;
  return requireNamed(all, words, 'status', 'status');
}

function priorityOf(desk: Desk, board: Row<typeof boards>, words: string) {
  if (!words) return {};
  const isItil = board.priorityMode === 'itil';
  const all = desk.priorities.filter((priority) => priority.isItil === isItil);
  const { id } = requireNamed(all, words, 'priority', 'priority');
  return { priorityId: id, ...(isItil ? { isPriorityOverridden: true } : {}) };
}

function categoryOf(desk: Desk, boardId: string, values: Values) {
  const words = text(values, 'category');
  if (!words) return {};
  const all = desk.categories.filter((category) => category.boardId === boardId);
  const above = all.filter(({ parentId }) => parentId === null);
  const category = requireNamed(above, words, 'category', 'category');
  const below = text(values, 'subcategory');
  if (!below) return { categoryId: category.id };
  const own = all.filter(({ parentId }) => parentId === category.id);
  return { categoryId: category.id, subcategoryId: requireNamed(own, below, 'subcategory', 'subcategory').id };
}

async function create(ctx: Ctx, rows: readonly SetRow[], around: SetCtx): Promise<Made[]> {
  const { system } = around;
  const all = (key: string) => rows.map(({ values }) => text(values, key));
  const desk = await deskOf(ctx);
  const clients = await findClients(ctx, system, all('client'));
  const asker = ({ values }: SetRow) => ({
    words: text(values, 'contact'),
    clientId: clients.get(text(values, 'client')) ?? null,
  });
  const contact = await contactsIn(ctx, system, rows.map(asker));
  const colleague = await colleaguesIn(ctx, all('assignee'));
  const wanted = await checkEach(rows, (row): FormerTicket => {
    const { values } = row;
    const board = boardOf(desk, text(values, 'board'));
    const client = text(values, 'client');
    const assignee = text(values, 'assignee');
    return {
      title: text(values, 'title').slice(0, 300),
      description: text(values, 'description'),
      boardId: board.id,
      statusId: statusOf(desk, board.id, values).id,
      clientId: client ? clientIn(clients, client) : null,
      contactId: text(values, 'contact') ? contact(asker(row)) : null,
      assignedTo: assignee ? colleague(assignee, 'assignee') : null,
      number: text(values, 'number') || text(values, 'externalId') || null,
      openedAt: values['createdAt'] as Date | undefined,
      closedAt: values['closedAt'] as Date | undefined,
      ...priorityOf(desk, board, text(values, 'priority')),
      ...categoryOf(desk, board.id, values),
    };
  });
  const made = await importTickets(ctx, wanted);
  const called = made.flatMap(({ id }, place) => {
    const externalId = text(rows[place]?.values ?? {}, 'number');
    return externalId ? [{ externalId, entityId: id }] : [];
  });
  await noteExternalIds(ctx, around, ticketNumber, called);
  return made;
}

/** The tickets of another system that cells name by their ids or their numbers there. */
export async function findFormerTickets(ctx: ReadCtx, system: string, words: readonly string[]): Promise<Found> {
  const bareOf = (one: string) => one.replace(/^#/, '');
  const plain = words.map(bareOf);
  const known = new Map([
    ...(await byExternalIds(ctx, system, ticketNumber, plain)),
    ...(await byExternalIds(ctx, system, 'ticket', plain)),
  ]);
  const living = await livingTickets(ctx, [...known.values()]);
  return new Map(
    words.flatMap((one) => {
      const id = living.get(known.get(bareOf(one)) ?? '');
      return id ? [[one, id]] : [];
    }),
  );
}

export const ticketsKind: ImportKind = {
  key: 'tickets',
  label: 'Tickets',
  entity: 'ticket',
  title: 'title',
  isHistory: true,
  needs: { create: ['ticket.create', 'ticket.update', 'ticket.assign'], update: ['ticket.update'] },
  fields: [
    {
      key: 'title',
      label: 'Title',
      isRequired: true,
      names: ['summary', 'subject', 'ticket title', 'short description', 'details summary'],
      read: asText,
    },
    {
      key: 'number',
      label: 'Number',
      hint: 'As the other system wrote it. It is shown with the ticket and found by the search.',
      names: ['ticket number', 'ticket', 'ticket id', 'ticket no', 'case number'],
      read: (words) => words.replace(/^#/, '').slice(0, 100),
    },
    {
      key: 'client',
      label: 'Client',
      hint: 'By name, or by its id in the other system.',
      names: ['client name', 'company', 'company name', 'customer', 'organization', 'account'],
      read: asText,
    },
    {
      key: 'contact',
      label: 'Contact',
      hint: 'By address, or by name at the client.',
      names: ['contact name', 'contact email', 'requester', 'requested by', 'user', 'end user'],
      read: asText,
    },
    {
      key: 'board',
      label: 'Board',
      hint: 'The first board when it is empty.',
      names: ['queue', 'service board', 'team'],
      read: asText,
    },
    {
      key: 'status',
      label: 'Status',
      hint: 'By its name on the board, or a word for open or closed.',
      names: ['ticket status', 'state'],
      read: asText,
    },
    { key: 'priority', label: 'Priority', hint: 'By name.', names: ['ticket priority', 'severity'], read: asText },
    {
      key: 'category',
      label: 'Category',
      hint: 'By its name on the board.',
      names: ['issue type', 'ticket category'],
      read: asText,
    },
    { key: 'subcategory', label: 'Subcategory', names: ['sub category', 'sub-issue type', 'sub type'], read: asText },
    {
      key: 'assignee',
      label: 'Assignee',
      hint: 'A colleague’s name or address.',
      names: ['assigned to', 'agent', 'technician', 'resource', 'primary resource', 'owner', 'ticket owner'],
      read: asText,
    },
    {
      key: 'createdAt',
      label: 'Opened',
      names: [
        'created',
        'created at',
        'date created',
        'created on',
        'create date',
        'date opened',
        'opened at',
        'date entered',
      ],
      read: asInstant,
    },
    {
      key: 'closedAt',
      label: 'Closed',
      names: ['closed at', 'date closed', 'closed on', 'close date', 'completed date', 'resolved at', 'date resolved'],
      read: asInstant,
    },
    {
      key: 'description',
      label: 'Description',
      hint: 'Becomes the first comment.',
      names: ['details', 'initial description', 'body', 'message', 'notes'],
      read: asText,
    },
  ],
  keysOf: (values) => (values['number'] ? [`number:${text(values, 'number').toLowerCase()}`] : []),
  setSize: 250,
  find: async (ctx, rows, { system }) => {
    const numbers = rows.map(({ values }) => text(values, 'number'));
    const living = await livingByExternalIds(ctx, livingTickets, { system, entity: ticketNumber }, numbers);
    return numbers.map((number) => living.get(number) ?? null);
  },
  follow: livingTickets,
  create,
  update: () => Promise.resolve({}),
  restore: () => Promise.resolve(),
  remove: takeBackTicket,
  versionOf: async (ctx, id) => (await ctx.db.find(tickets, { id }))?.version ?? null,
  href: (id) => `/msp/tickets/${id}`,
};
