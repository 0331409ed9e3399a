import type { Ctx } from '@kelp/kernel';
import type { Patch, Row } from '@kelp/platform/db';
import { closeBlockers } from '../close-rules';
import { ticketBundleClosed } from '../events';
import { boards, statuses, ticketBundleSettings, tickets } from '../tables';
import { tellChanges } from '../tell-changes';
import { recordRelation } from './record-relation';

type Ticket = Row<typeof tickets>;
type Status = Row<typeof statuses>;

/**
 * Lets a change of a master's status, assignee or priority flow to its children, when the bundle is in sync: children close at the same
 * instant and by the same person. What clients do (closing in the portal, replying) stays on their own ticket.
 */
export async function followMaster(ctx: Ctx, before: Ticket, after: Ticket): Promise<void> {
  const changes = ['statusId', 'assignedTo', 'priorityId'] as const;
  if (ctx.actor.userType === 'client' || changes.every((name) => before[name] === after[name])) return;
  const settings = await ctx.db.find(ticketBundleSettings, { masterTicketId: after.id });
  if (settings?.mode !== 'sync_updates') return;
  const children = await lockChildren(ctx, after.id);
  await moveChildren(ctx, after, children, {
    status: before.statusId !== after.statusId,
    assignee: before.assignedTo !== after.assignedTo,
    priority: before.priorityId !== after.priorityId,
  });
}

/** The children of a master, locked. */
export const lockChildren = (ctx: Ctx, masterId: string): Promise<Ticket[]> =>
  ctx.db.list(tickets, { masterTicketId: masterId }, { orderBy: 'id', lock: true });

interface Flow {
  status?: boolean;
  assignee?: boolean;
  priority?: boolean;
}

/**
 * Gives these children the master's values, as far as their boards know them, notes it in their histories and tells the others. A child closes
 * with its master whatever its own board asks for; what was left out is kept, as when the program closes a ticket. Returns how many moved.
 */
export async function moveChildren(ctx: Ctx, master: Ticket, children: Ticket[], flow: Flow): Promise<number> {
  const known = await boardsOf(ctx, [master, ...children]);
  const followed: { before: Ticket; after: Ticket }[] = [];
  for (const child of children) {
    const target = flow.status ? matchingStatus(known, master, child) : undefined;
    const patch: Patch<typeof tickets> = {
      ...(target ? await statusOf(ctx, master, child, target) : {}),
      ...(flow.assignee ? { assignedTo: master.assignedTo } : {}),
      ...(flow.priority ? priorityOf(known, master, child) : {}),
    };
    const isChange = Object.entries(patch).some(([name, value]) => child[name as keyof Ticket] !== value);
    if (!isChange) continue;
    const after = await ctx.db.update(tickets, child.id, { ...patch, lastActivityAt: ctx.now() });
    tellChanges(ctx, child, after, after.statusId === child.statusId ? undefined : target, [], true);
    followed.push({ before: child, after });
  }
  await recordRelation(
    ctx,
    followed.map(({ after }) => ({ ticketId: after.id, otherTicketId: master.id, kind: 'followed' })),
  );
  const closed = followed.filter(({ before, after }) => after.isClosed && !before.isClosed);
  if (closed.length > 0) {
    ctx.emit(ticketBundleClosed, master.id, {
      masterTicketId: master.id,
      childTicketIds: closed.map(({ after }) => after.id),
    });
  }
  return followed.length;
}

interface KnownBoards {
  statuses: Status[];
  modes: Map<string, string>;
}

async function boardsOf(ctx: Ctx, all: Ticket[]): Promise<KnownBoards> {
  const boardIds = [...new Set(all.map(({ boardId }) => boardId))];
  const [rows, found] = await Promise.all([
    ctx.db.list(statuses, { boardId: boardIds }, { orderBy: 'position' }),
    ctx.db.list(boards, { id: boardIds }),
  ]);
  return { statuses: rows, modes: new Map(found.map(({ id, priorityMode }) => [id, priorityMode])) };
}

/**
 * The child's status for the master's: the same, on another board the one of that name, else one that is as open or closed. An open
 * child keeps its own status when its board knows no such name.
 */
function matchingStatus(known: KnownBoards, master: Ticket, child: Ticket): Status | undefined {
  const wanted = known.statuses.find(({ id }) => id === master.statusId);
  if (!wanted || child.boardId === master.boardId) return wanted;
  const own = known.statuses.filter(
    ({ boardId, isClosed }) => boardId === child.boardId && isClosed === wanted.isClosed,
  );
  const sameName = own.find(({ name }) => name.toLowerCase() === wanted.name.toLowerCase());
  if (sameName) return sameName;
  if (child.isClosed === wanted.isClosed) return undefined;
  return own.find(({ isDefault }) => isDefault) ?? own[0];
}

async function statusOf(ctx: Ctx, master: Ticket, child: Ticket, target: Status): Promise<Patch<typeof tickets>> {
  const patch = { statusId: target.id, isClosed: target.isClosed };
  if (target.isClosed === child.isClosed) return patch;
  if (!target.isClosed) {
    return { ...patch, closedAt: null, closedBy: null, closeOverrideReason: null, reopenedAt: ctx.now() };
  }
  const closed = { ...patch, closedAt: master.closedAt, closedBy: master.closedBy };
  const left = await closeBlockers(ctx, { ...child, ...closed });
  if (left.length === 0) return closed;
  const list = left.map(({ text }) => text).join(' ');
  return { ...closed, closeOverrideReason: `Closed with the master of its bundle. Left out: ${list}` };
}

/** A priority of the other kind of board (ITIL or own) means nothing here. */
function priorityOf({ modes }: KnownBoards, master: Ticket, child: Ticket): Patch<typeof tickets> {
  if (modes.get(master.boardId) !== modes.get(child.boardId)) return {};
  const { priorityId, impact, urgency } = master;
  return { priorityId, impact, urgency };
}
