import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import {
  ticketAssigned,
  ticketClosed,
  ticketPriorityChanged,
  ticketReopened,
  ticketStatusChanged,
  ticketUpdated,
} from './events';
import type { statuses, tickets } from './tables';

type Ticket = Row<typeof tickets>;

/** Fields whose change is told as `ticket.updated`; status, assignee and priority have events of their own. */
const told = [
  'title',
  'clientId',
  'contactId',
  'locationId',
  'teamId',
  'impact',
  'urgency',
  'boardId',
  'typeId',
  'categoryId',
  'subcategoryId',
  'resolutionCodeId',
  'dueAt',
  'estimateMinutes',
] as const;

const isSame = (a: unknown, b: unknown): boolean =>
  a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;

/**
 * Emits the events of what became of a ticket; `target` is its status when that changed. `more` names changes beside the row, such as
 * agents; `isByBundle` says that a child followed its master.
 */
export function tellChanges(
  ctx: Ctx,
  before: Ticket,
  after: Ticket,
  target: Row<typeof statuses> | undefined,
  more: readonly string[] = [],
  isByBundle = false,
): void {
  const ticketId = after.id;
  if (target) tellStatus(ctx, before, after, target);
  if (after.assignedTo !== before.assignedTo) {
    const { assignedTo } = after;
    const how = isByBundle ? { isByBundle } : {};
    ctx.emit(ticketAssigned, ticketId, { ticketId, assignedTo, formerly: before.assignedTo, ...how });
  }
  if (after.priorityId !== before.priorityId)
    ctx.emit(ticketPriorityChanged, ticketId, { ticketId, priorityId: after.priorityId });
  const filled = JSON.stringify(after.custom) === JSON.stringify(before.custom) ? [] : ['custom'];
  const fields = [...told.filter((name) => !isSame(after[name], before[name])), ...filled, ...more];
  if (fields.length > 0) {
    ctx.emit(ticketUpdated, ticketId, { ticketId, fields, clientId: after.clientId, boardId: after.boardId });
  }
}

function tellStatus(ctx: Ctx, before: Ticket, after: Ticket, target: Row<typeof statuses>): void {
  const ticketId = after.id;
  ctx.emit(ticketStatusChanged, ticketId, {
    ticketId,
    statusId: after.statusId,
    formerStatusId: before.statusId,
    isPaused: target.pausesSla,
    isClosed: target.isClosed,
  });
  if (after.isClosed && !before.isClosed) ctx.emit(ticketClosed, ticketId, { ticketId, closedBy: after.closedBy });
  if (!after.isClosed && before.isClosed) ctx.emit(ticketReopened, ticketId, { ticketId });
}
