import { clients } from '@kelp/clients';
import { remembering, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { checkEach, notFound } from '@kelp/std';
import { tickets } from '@kelp/tickets';
import { attribute, type Attributed } from './attribute';
import { serviceChooser } from './choose-service';
import { assertUnlocked } from './decide';
import { approvalRefusal } from './domain/approval-rule';
import { workDays, type DaySpan } from './domain/work-span';
import { workedSpan, type ToldSpan } from './domain/worked-span';
import { timeEntryApproved, timeEntryCreated, timeEntryDeleted } from './events';
import { assertSheetOpen, closedSheets } from './sheets';
import { timeEntries } from './tables';
import { ownId, readWorkers, staffIds, type Worker } from './worker';
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
 * their own. No door offers this: it runs in a history, which is muted. Throws what logging time refuses; of several together.
 */
export async function importTimes(ctx: Ctx, inputs: readonly FormerTime[]): Promise<TimeEntry[]> {
  for (const permission of ['time_entry.create', 'time_sheet.act_for_others', 'time_sheet.approve'])
    ctx.require(permission);
  if (!ctx.caller.isMuted) throw new Error('Time of another system is written in a history, which is muted.');
  const placed = await placesOf(ctx, inputs);
  const refuseClosed = await closedSheets(
    ctx,
    placed.map(({ worker, day }) => ({ userId: worker.id, date: day.workDate })),
  );
  await checkEach(placed, ({ worker, day }) => refuseClosed(worker.id, day.workDate));
  const rows = await checkEach(placed, (place) => rowOf(ctx, place));
  const entries = await ctx.db.insertAll(timeEntries, rows);
  for (const entry of entries) {
    ctx.emit(timeEntryCreated, entry.id, aboutEntry(entry));
    ctx.emit(timeEntryApproved, entry.id, { ...aboutEntry(entry), approvedBy: ownId(ctx) });
  }
  return entries;
}

interface Place {
  input: FormerTime;
  worker: Worker;
  ticket: Row<typeof tickets> | null;
  clientId: string | null;
  serviceId: string;
  day: DaySpan;
}

/** Whose work it was, on what, with which service and when; refused together. */
async function placesOf(ctx: Ctx, inputs: readonly FormerTime[]): Promise<Place[]> {
  const { ctx: known, learn } = remembering(ctx, [tickets, clients]);
  await learn(
    tickets,
    inputs.flatMap(({ ticketId }) => ticketId ?? []),
  );
  await learn(
    clients,
    inputs.flatMap(({ clientId }) => clientId ?? []),
  );
  const workers = await readWorkers(ctx, [...new Set(inputs.map(({ userId }) => userId))]);
  const staff = inputs.every(({ isBilledElsewhere }) => isBilledElsewhere) ? [] : await staffIds(ctx);
  const choose = await serviceChooser(ctx);
  return checkEach(inputs, async (input) => {
    const worker = workers.get(input.userId);
    if (!worker) throw notFound('user');
    const refusal = approvalRefusal({ approverId: ownId(ctx), workerId: worker.id, staffIds: staff });
    if (!input.isBilledElsewhere && refusal) throw refusal;
    const ticket = input.ticketId ? await known.db.get(tickets, input.ticketId) : null;
    const clientId = ticket ? ticket.clientId : input.clientId && (await known.db.get(clients, input.clientId)).id;
    const { id: serviceId } = await choose(input.serviceId, ticket?.boardId ?? null);
    const [day] = workDays(workedSpan(input, ctx.now()), worker.zone);
    return { input, worker, ticket, clientId, serviceId, day };
  });
}

async function rowOf(ctx: Ctx, { input, worker, ticket, clientId, serviceId, day }: Place) {
  const { startAt: startedAt, endAt: endedAt, minutes, workDate } = day;
  const { isBilledElsewhere, notes } = input;
  const line = isBilledElsewhere ? elsewhere : await attribute(ctx, { clientId, serviceId, workDate }, null);
  return {
    id: ctx.newId(),
    ...{ userId: worker.id, workType: ticket ? ('ticket' as const) : ('ad_hoc' as const) },
    ...{ ticketId: ticket?.id ?? null, clientId, commentId: null, interactionId: null, serviceId },
    ...{ startedAt, endedAt, minutes, workDate, zone: worker.zone },
    ...{ billableMinutes: billableOf(minutes, input), notes: notes.trim(), isBilledElsewhere, ...line },
    ...{ state: 'approved' as const, submittedAt: ctx.now(), approvedBy: ownId(ctx), approvedAt: ctx.now() },
    ...{ userType: worker.userType, role: worker.role, createdBy: ctx.actor.id },
  };
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
