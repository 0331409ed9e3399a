import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { setTimeCell } from '../contract';
import { lockPerson } from '../lock-person';
import { readSchedule } from '../read-schedules';
import { startAfterLast } from '../read-worked';
import { workDayOn } from '../domain/work-schedule';
import { timeEntries } from '../tables';
import { findWorker, type Worker } from '../worker';
import { createTimeEntryAction } from './create-entry';
import { deleteTimeEntryAction } from './delete-entry';
import { updateTimeEntryAction } from './update-entry';

type Input = z.output<typeof setTimeCell.input>;
const eight = 8 * 60;

/**
 * Writes a cell of the weekly grid: its one entry is made, changed or taken away. A new one begins after the last of that day, or with the working
 * day. Several entries in a cell are somebody's own doing and are not guessed at.
 */
export const setTimeCellAction = defineAction(setTimeCell, {
  permission: 'time_entry.create',
  run: async (ctx, input) => {
    const worker = await findWorker(ctx, input.userId);
    await lockPerson(ctx, worker.id);
    const { date: workDate, ticketId = null, clientId, serviceId, minutes } = input;
    const place = ticketId ? { ticketId } : { ticketId: null, clientId: clientId ?? null };
    const entries = await ctx.db.list(timeEntries, { userId: worker.id, workDate, serviceId, ...place });
    const [entry] = entries;
    if (entries.reduce((sum, one) => sum + one.minutes, 0) === minutes)
      return { entryId: entry?.id ?? null, warnings: [] };
    if (entries.length > 1)
      throw refused(
        'time_entry.several',
        `There are ${entries.length} entries here on this day. Change them one by one.`,
        { entryIds: entries.map(({ id }) => id) },
      );
    if (!entry) return createCell(ctx, worker, input);
    if (minutes === 0) {
      await ctx.run(deleteTimeEntryAction, { id: entry.id, version: entry.version });
      return { entryId: null, warnings: [] };
    }
    const change = { id: entry.id, version: entry.version, minutes, submit: false };
    const { id, warnings } = await ctx.run(updateTimeEntryAction, change);
    return { entryId: id, warnings };
  },
});

async function createCell(ctx: Ctx, worker: Worker, { userId, date, ticketId, clientId, serviceId, minutes }: Input) {
  const day = workDayOn(await readSchedule(ctx, worker.id), date);
  const startedAt = await startAfterLast(ctx, worker, date, minutes, day?.startMinute ?? eight);
  const written = { userId, ticketId, clientId, serviceId, startedAt, minutes, notes: '', submit: false };
  const { id, warnings } = await ctx.run(createTimeEntryAction, written);
  return { entryId: id, warnings };
}
