import { clients } from '@kelp/clients';
import type { Ctx } from '@kelp/kernel';
import { tickets } from '@kelp/tickets';
import { attribute, type Attributed } from './attribute';
import { chooseService } from './choose-service';
import { assertUnlocked } from './decide';
import { approvalRefusal } from './domain/approval-rule';
import { workDays } from './domain/work-span';
import { workedSpan, type ToldSpan } from './domain/worked-span';
import { timeEntryApproved, timeEntryCreated, timeEntryDeleted } from './events';
import { assertSheetOpen } from './sheets';
import { timeEntries } from './tables';
import { ownId, readWorker, staffIds } from './worker';
import { aboutEntry, billableOf, type TimeEntry } from './write-entry';

/** Time of another system, approved there. */
export interface FormerTime extends ToldSpan {
  /** Who worked; also somebody who has left since. */
  userId: string;
  ticketId: string | null;
  /** Of work without a ticket. */
  clientId: string | null;
  serviceId?: string | undefined;
  isBillable?: boolean | undefined;
  billableMinutes?: number | undefined;
  notes: string;
  /** An invoice of the other system holds it, so that none of ours ever will. */
  isBilledElsewhere: boolean;
}

const elsewhere: Attributed = {
  contractLineId: null,
  lineSource: 'none',
  lineReason: 'It was billed in another system before it was imported.',
  lineCandidates: [],
  isLineChosen: false,
};

/**
 * Writes approved time of another system. What was billed there is never billed here; the rest goes on the next invoice, so nobody brings in
 * their own. No door offers this: it runs in a history, which is muted. Throws what logging time refuses.
 */
export async function importTime(ctx: Ctx, input: FormerTime): Promise<TimeEntry> {
  for (const permission of ['time_entry.create', 'time_sheet.act_for_others', 'time_sheet.approve'])
    ctx.require(permission);
  if (!ctx.caller.isMuted) throw new Error('Time of another system is written in a history, which is muted.');
  const { isBilledElsewhere, notes } = input;
  const worker = await readWorker(ctx, input.userId);
  const approverId = ownId(ctx);
  if (!isBilledElsewhere) {
    const refusal = approvalRefusal({ approverId, workerId: worker.id, staffIds: await staffIds(ctx) });
    if (refusal) throw refusal;
  }
  const ticket = input.ticketId ? await ctx.db.get(tickets, input.ticketId) : null;
  const clientId = ticket ? ticket.clientId : input.clientId && (await ctx.db.get(clients, input.clientId)).id;
  const { id: serviceId } = await chooseService(ctx, input.serviceId, ticket?.boardId ?? null);
  const span = workedSpan(input, ctx.now());
  const [{ startAt: startedAt, endAt: endedAt, minutes, workDate }] = workDays(span, worker.zone);
  await assertSheetOpen(ctx, worker.id, [workDate]);
  const line = isBilledElsewhere ? elsewhere : await attribute(ctx, { clientId, serviceId, workDate }, null);
  const entry = await ctx.db.insert(timeEntries, {
    id: ctx.newId(),
    ...{ userId: worker.id, workType: ticket ? ('ticket' as const) : ('ad_hoc' as const) },
    ...{ ticketId: ticket?.id ?? null, clientId, commentId: null, interactionId: null, serviceId },
    ...{ startedAt, endedAt, minutes, workDate, zone: worker.zone },
    ...{ billableMinutes: billableOf(minutes, input), notes: notes.trim(), isBilledElsewhere, ...line },
    ...{ state: 'approved' as const, submittedAt: ctx.now(), approvedBy: approverId, approvedAt: ctx.now() },
    ...{ userType: worker.userType, role: worker.role, createdBy: ctx.actor.id },
  });
  ctx.emit(timeEntryCreated, entry.id, aboutEntry(entry));
  ctx.emit(timeEntryApproved, entry.id, { ...aboutEntry(entry), approvedBy: approverId });
  return entry;
}

/** Removes time that an import made, as long as no invoice of ours and no handed-in sheet holds it. No door offers this. */
export async function takeBackTime(ctx: Ctx, id: string): Promise<void> {
  for (const permission of ['time_entry.create', 'time_sheet.act_for_others']) ctx.require(permission);
  const { userId, workDate } = await ctx.db.get(timeEntries, id);
  await assertSheetOpen(ctx, userId, [workDate]);
  const entry = await ctx.db.lock(timeEntries, id);
  await assertUnlocked(ctx, entry);
  await ctx.db.remove(timeEntries, id);
  ctx.emit(timeEntryDeleted, id, aboutEntry(entry));
}
