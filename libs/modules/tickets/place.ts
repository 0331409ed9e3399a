import { invalid, refused } from '@kelp/std';
import type { Ctx } from '@kelp/kernel';
import { clients, contacts } from '@kelp/clients';
import type { Row } from '@kelp/platform/db';
import { itilPriority } from './domain/itil-priority';
import { defaultImpact, defaultPriorityName, defaultUrgency } from './domain/reference-data';
import { boards, priorities, statuses } from './tables';

/** The board asked for, or the first active one. */
export async function chooseBoard(ctx: Ctx, boardId: string | undefined): Promise<Row<typeof boards>> {
  if (boardId) return ctx.db.get(boards, boardId);
  const [first] = await ctx.db.list(boards, { isActive: true }, { orderBy: 'position', limit: 1 });
  if (!first) throw refused('board.missing', 'There is no active board. Create one in the settings first.');
  return first;
}

/** The default status of a board. */
export async function defaultStatus(ctx: Ctx, boardId: string): Promise<Row<typeof statuses>> {
  const status = await ctx.db.find(statuses, { boardId, isDefault: true });
  if (!status)
    throw refused('board.no_default_status', 'This board has no default status. Choose one in its settings.');
  return status;
}

interface PriorityWish {
  priorityId?: string | undefined;
  impact?: number | undefined;
  urgency?: number | undefined;
}

interface PriorityChoice {
  priorityId: string;
  impact: number | null;
  urgency: number | null;
}

/** The priority a ticket gets: on an ITIL board it follows from impact × urgency and can't be typed; else the one asked for, or Medium. */
export async function choosePriority(ctx: Ctx, board: Row<typeof boards>, wish: PriorityWish): Promise<PriorityChoice> {
  if (board.priorityMode === 'itil') return itilChoice(ctx, wish);
  if (wish.priorityId) {
    const priority = await ctx.db.get(priorities, wish.priorityId);
    if (priority.isItil)
      throw invalid('This priority belongs to ITIL boards.', { priorityId: 'Choose one of the board’s priorities.' });
    return { priorityId: priority.id, impact: null, urgency: null };
  }
  const own = await ctx.db.list(priorities, { isItil: false }, { orderBy: 'position' });
  const chosen = own.find((priority) => priority.name === defaultPriorityName) ?? own.at(-1);
  if (!chosen) throw refused('priority.missing', 'There is no priority yet. Create one in the settings first.');
  return { priorityId: chosen.id, impact: null, urgency: null };
}

async function itilChoice(ctx: Ctx, wish: PriorityWish): Promise<PriorityChoice> {
  const impact = wish.impact ?? defaultImpact;
  const urgency = wish.urgency ?? defaultUrgency;
  const itil = await ctx.db.list(priorities, { isItil: true }, { orderBy: 'position' });
  const priority = itil[itilPriority(impact, urgency) - 1];
  if (!priority)
    throw refused('priority.missing', 'The ITIL priorities P1 to P5 are not complete. Import them in the settings.');
  return { priorityId: priority.id, impact, urgency };
}

/** Client and contact that fit together: a contact of a client brings that client along; one of another client is refused. */
export async function chooseRequester(ctx: Ctx, clientId: string | null, contactId: string | null) {
  const contact = contactId ? await ctx.db.get(contacts, contactId) : undefined;
  const chosen = clientId ?? contact?.clientId ?? null;
  if (contact?.clientId && contact.clientId !== chosen) {
    throw invalid('This contact belongs to another client.', { contactId: 'Choose a contact of the ticket’s client.' });
  }
  if (chosen && !ctx.caller.isMuted) {
    const client = await ctx.db.get(clients, chosen);
    if (client.isInactive)
      throw refused('client.inactive', `${client.name} is inactive. Activate the client before opening a ticket.`);
  }
  return { clientId: chosen, contactId };
}
