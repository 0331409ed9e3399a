import type { Ctx, ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { boards, importTicket, priorities, statuses, takeBackTicket, ticketCategories, tickets } from '@kelp/tickets';
import { asText } from '../domain/cell-readers';
import { asInstant } from '../domain/date-readers';
import { text } from './given';
import type { ImportKind, RowCtx, Values } from './import-kind';
import { byExternalId, livingTicket, noteExternalId, requireClient, requireColleague, requireContact } from './lookups';

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

async function boardOf(ctx: ReadCtx, words: string): Promise<Row<typeof boards>> {
  const all = await ctx.db.list(boards, { isActive: true }, { orderBy: 'position' });
  const [first] = all;
  if (words || !first) return requireNamed(all, words, 'board', 'board');
  return first;
}

const closedWords = /^(closed?|complete[d]?|resolved|done|solved|finished|cancell?ed|canceled)\b/;
const openWords = /^(open|opened|new|reopened|re-opened|assigned|active|pending|to ?do)\b/;

/** The status as the board calls it; other systems' words for open and closed are understood, and a ticket with an end is closed. */
async function statusOf(ctx: ReadCtx, boardId: string, values: Values): Promise<Row<typeof statuses>> {
  const all = await ctx.db.list(statuses, { boardId, removedAt: null }, { orderBy: 'position' });
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

async function priorityOf(ctx: ReadCtx, board: Row<typeof boards>, words: string) {
  if (!words) return {};
  const isItil = board.priorityMode === 'itil';
  const all = await ctx.db.list(priorities, { isItil, removedAt: null }, { orderBy: 'position' });
  const { id } = requireNamed(all, words, 'priority', 'priority');
  return { priorityId: id, ...(isItil ? { isPriorityOverridden: true } : {}) };
}

async function categoryOf(ctx: ReadCtx, boardId: string, values: Values) {
  const words = text(values, 'category');
  if (!words) return {};
  const all = await ctx.db.list(ticketCategories, { boardId, removedAt: null }, { orderBy: 'position' });
  const above = all.filter(({ parentId }) => parentId === null);
  const category = requireNamed(above, words, 'category', 'category');
  const below = text(values, 'subcategory');
  if (!below) return { categoryId: category.id };
  const own = all.filter(({ parentId }) => parentId === category.id);
  return { categoryId: category.id, subcategoryId: requireNamed(own, below, 'subcategory', 'subcategory').id };
}

async function create(ctx: Ctx, values: Values, row: RowCtx): Promise<string> {
  const board = await boardOf(ctx, text(values, 'board'));
  const status = await statusOf(ctx, board.id, values);
  const client = text(values, 'client');
  const clientId = client ? await requireClient(ctx, row.system, client) : null;
  const contact = text(values, 'contact');
  const assignee = text(values, 'assignee');
  const number = text(values, 'number') || null;
  const ticket = await importTicket(ctx, {
    title: text(values, 'title').slice(0, 300),
    description: text(values, 'description'),
    boardId: board.id,
    statusId: status.id,
    clientId,
    contactId: contact ? await requireContact(ctx, row.system, contact, clientId) : null,
    assignedTo: assignee ? await requireColleague(ctx, assignee, 'assignee') : null,
    number: number ?? (text(values, 'externalId') || null),
    closedAt: values['closedAt'] as Date | undefined,
    ...(await priorityOf(ctx, board, text(values, 'priority'))),
    ...(await categoryOf(ctx, board.id, values)),
  });
  if (number) await noteExternalId(ctx, row, ticketNumber, number, ticket.id);
  return ticket.id;
}

/** The ticket of another system that a cell names by its id or its number there. */
export async function findFormerTicket(ctx: ReadCtx, system: string, words: string): Promise<string | null> {
  const plain = words.replace(/^#/, '');
  const known =
    (await byExternalId(ctx, system, 'ticket', plain)) ?? (await byExternalId(ctx, system, ticketNumber, plain));
  return known ? livingTicket(ctx, known) : null;
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
  find: async (ctx, values, { system }) => {
    const number = text(values, 'number');
    const known = number ? await byExternalId(ctx, system, ticketNumber, number) : null;
    return known ? livingTicket(ctx, known) : null;
  },
  follow: livingTicket,
  create,
  update: () => Promise.resolve({}),
  restore: () => Promise.resolve(),
  remove: takeBackTicket,
  versionOf: async (ctx, id) => (await ctx.db.find(tickets, { id }))?.version ?? null,
  href: (id) => `/msp/tickets/${id}`,
  happenedAt: (values) => values['createdAt'] as Date | undefined,
};
