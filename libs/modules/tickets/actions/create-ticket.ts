import { clients, contactClients, contacts } from '@kelp/clients';
import { openCustoms, type CustomInput } from '@kelp/fields';
import { defineAction, remembering, takeNumbers, type Ctx, type TakenNumber } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { checkEach } from '@kelp/std';
import { setTags } from '@kelp/tags';
import { createTicket } from '../contract';
import { ticketCreated } from '../events';
import { assertOffered, chooseCategory } from '../choose-category';
import { leadOf, setAgents } from '../choose-people';
import { choosePriority } from '../choose-priority';
import { chooseBoard, chooseLocation, chooseRequester, defaultStatus } from '../place';
import { putMatchingChecklists } from '../put-checklist';
import {
  boards,
  priorities,
  resolutionCodes,
  statuses,
  ticketCategories,
  tickets,
  ticketTypes,
  type Origin,
} from '../tables';
import { writeComment } from '../write-comment';

/** A new ticket from a screen, the API or another room; what is not given comes from the board. */
export const createTicketAction = defineAction(createTicket, {
  permission: 'ticket.create',
  run: async (ctx, { description, agentIds, tags, ...input }) => {
    const origin = ctx.caller.door === 'api' ? 'api' : 'internal';
    const ticket = await openTicket(ctx, { ...input, origin, filledBy: 'staff' });
    await setTags(ctx, 'ticket', ticket.id, tags);
    if (input.assignedTo || input.teamId) ctx.require('ticket.assign');
    if (agentIds?.some((userId) => userId !== ctx.actor.id)) ctx.require('ticket.assign');
    if (agentIds) await setAgents(ctx, ticket.id, agentIds);
    if (description?.trim()) {
      await writeComment(ctx, ticket, {
        authorType: 'internal',
        visibility: 'public',
        authorName: ctx.actor.name,
        userId: ctx.actor.kind === 'user' ? ctx.actor.id : null,
        text: description,
        isOpening: true,
      });
    }
    return { id: ticket.id, number: ticket.numberText };
  },
});

type Category = Row<typeof ticketCategories> | null;

export interface NewTicket {
  title: string;
  boardId?: string | undefined;
  clientId?: string | null | undefined;
  contactId?: string | null | undefined;
  locationId?: string | null | undefined;
  priorityId?: string | undefined;
  impact?: number | undefined;
  urgency?: number | undefined;
  isPriorityOverridden?: boolean | undefined;
  assignedTo?: string | null | undefined;
  teamId?: string | null | undefined;
  typeId?: string | null | undefined;
  categoryId?: string | null | undefined;
  subcategoryId?: string | null | undefined;
  resolutionCodeId?: string | null | undefined;
  dueAt?: Date | null | undefined;
  estimateMinutes?: number | null | undefined;
  origin: Origin;
  mailMessageIds?: string[];
  followsTicketId?: string;
  custom?: CustomInput | undefined;
  /** Who filled in a form, and so must fill in what it demands; without it nobody did: a mail, a rule, a recurrence. */
  filledBy?: 'staff' | 'client';
  /** What another system knew of it. It is as it was: the board's usual people and checklists are not put on it. */
  former?: FormerFacts;
}

export interface FormerFacts {
  statusId: string;
  openedAt: Date;
  /** Of a closed status only. */
  closedAt: Date | null;
  lastActivityAt: Date;
  number: string | null;
}

/** What the rules of a set of new tickets ask for again and again. */
const askedAgain = [
  ...[boards, statuses, priorities, ticketCategories, ticketTypes, resolutionCodes],
  ...[clients, contacts, contactClients],
];

/** Writes the ticket row and its event. For rooms that bring their own opening comment (mail, portal); screens use the action. */
export async function openTicket(ctx: Ctx, input: NewTicket): Promise<Row<typeof tickets>> {
  const [ticket] = await openTickets(ctx, [input]);
  if (!ticket) throw new Error('No ticket was opened.');
  return ticket;
}

/** The same for many at once, refused together; they get numbers that follow each other. */
export async function openTickets(ctx: Ctx, inputs: readonly NewTicket[]): Promise<Row<typeof tickets>[]> {
  const { ctx: known, learn } = remembering(ctx, askedAgain);
  await learn(
    contacts,
    inputs.flatMap(({ contactId }) => contactId ?? []),
  );
  const facts = await checkEach(inputs, (input) => factsOf(known, input));
  const customs = await openCustoms(
    ctx,
    facts.map(({ row: { id, boardId } }, place) => customWish(id, boardId, inputs[place])),
  );
  const taken = await takeNumbers(ctx, 'ticket', facts.length);
  const opened = await ctx.db.insertAll(
    tickets,
    facts.map(({ row }, place) => {
      const { number, text } = taken[place] as TakenNumber;
      return { ...row, number, numberText: text, custom: customs[place] ?? {} };
    }),
  );
  for (const [place, ticket] of opened.entries()) {
    tellCreated(ctx, ticket, facts[place]?.status);
    if (!inputs[place]?.former) await putMatchingChecklists(ctx, ticket);
  }
  return opened;
}

const customWish = (id: string, boardId: string, input: NewTicket | undefined) => ({
  entity: 'ticket' as const,
  id,
  place: boardId,
  values: input?.custom,
  demand: input?.filledBy !== undefined,
  by: input?.filledBy ?? ('staff' as const),
});

/** The row of a new ticket but for its number and its custom fields, and its status. */
async function factsOf(ctx: Ctx, input: NewTicket) {
  const { board, category, ...facts } = await placeFor(ctx, input);
  const { former } = input;
  const status = former ? await ctx.db.get(statuses, former.statusId) : await defaultStatus(ctx, board.id);
  const requester = await chooseRequester(ctx, input.clientId ?? null, input.contactId ?? null);
  const location = await chooseLocation(ctx, requester.clientId, input.locationId);
  const people = former
    ? { teamId: input.teamId ?? null, assignedTo: input.assignedTo ?? null }
    : await peopleFor(ctx, input, board, category);
  const row = {
    id: ctx.newId(former?.openedAt),
    title: input.title,
    boardId: board.id,
    statusId: status.id,
    ...facts,
    ...requester,
    ...location,
    ...people,
    dueAt: input.dueAt ?? null,
    estimateMinutes: input.estimateMinutes ?? null,
    origin: input.origin,
    responseState: input.origin === 'internal' ? ('none' as const) : ('awaiting_us' as const),
    lastActivityAt: former?.lastActivityAt ?? ctx.now(),
    mailMessageIds: input.mailMessageIds ?? [],
    followsTicketId: input.followsTicketId ?? null,
    createdBy: !former && ctx.actor.userType === 'internal' ? ctx.actor.id : null,
    ...(former ? { ...asItWas(former), isClosed: status.isClosed } : {}),
  };
  return { row, status };
}

const asItWas = ({ openedAt, closedAt, number }: FormerFacts) => ({
  createdAt: openedAt,
  updatedAt: openedAt,
  closedAt,
  formerNumber: number,
});

function tellCreated(ctx: Ctx, ticket: Row<typeof tickets>, status: Row<typeof statuses> | undefined): void {
  const { boardId, clientId, contactId, priorityId, statusId, origin, assignedTo } = ticket;
  const { pausesSla: isPaused = false, isClosed = false } = status ?? {};
  ctx.emit(
    ticketCreated,
    ticket.id,
    {
      ticketId: ticket.id,
      ...{ boardId, clientId, contactId, priorityId, statusId, origin, isPaused, isClosed, assignedTo },
    },
    ctx.caller.isMuted ? ticket.createdAt : undefined,
  );
}

/** Board, category and priority; what is not given comes from the category, then from the board. */
async function placeFor(ctx: Ctx, input: NewTicket) {
  const board = await chooseBoard(ctx, input.boardId, input.origin === 'email' || input.origin === 'portal');
  const { category, ...chosen } = await chooseCategory(ctx, board.id, input);
  await assertOffered(ctx, input);
  const suggested = board.priorityMode === 'own' ? await suggestedPriority(ctx, category) : undefined;
  const priority = await choosePriority(ctx, board, { ...input, priorityId: input.priorityId ?? suggested });
  const { typeId = null, resolutionCodeId = null } = input;
  return { board, category, ...chosen, ...priority, typeId, resolutionCodeId };
}

async function suggestedPriority(ctx: Ctx, category: Category): Promise<string | undefined> {
  if (!category?.defaultPriorityId) return undefined;
  const priority = await ctx.db.get(priorities, category.defaultPriorityId);
  return priority.removedAt || priority.isItil ? undefined : priority.id;
}

/** Team and assignee: as given, else those of the category and board; a team without an assignee goes to its lead. */
async function peopleFor(ctx: Ctx, input: NewTicket, board: Row<typeof boards>, category: Category) {
  const teamId = input.teamId === undefined ? (category?.defaultTeamId ?? board.defaultTeamId) : input.teamId;
  const lead = teamId ? await leadOf(ctx, teamId) : null;
  const isTeamChosen = Boolean(input.teamId ?? category?.defaultTeamId);
  const usual = isTeamChosen ? (lead ?? board.defaultAssigneeId) : (board.defaultAssigneeId ?? lead);
  return { teamId, assignedTo: input.assignedTo ?? usual };
}
