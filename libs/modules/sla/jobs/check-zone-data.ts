import { defineJob, z, type Ctx, type JobUnit } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { loadCalendars } from '../calendars';
import { refoldTickets } from '../refold';
import { zoneDataReports, type MovedDue } from '../tables';

const chunk = 100;
const mostListed = 500;

/** The zone data that this runtime computes with, such as `2025c`. */
export const presentTzdb = (): string => process.versions.tz ?? '';

/**
 * Once per workspace and version of the zone data: works out anew what runs on calendars whose dues were made by other data,
 * and writes down which moved. Calendars that never noted a version are noted and say nothing.
 */
export const checkZoneData = defineJob({
  name: 'sla.check_zone_data',
  queue: 'sla',
  input: z.object({ at: z.string() }),
  key: () => presentTzdb(),
  process: async (unit: JobUnit) => {
    for (let left = true; left;) left = await unit.transaction(checkOne);
  },
});

interface Clock {
  ticketId: string;
  clock: string;
  epoch: number;
  dueAt: Date | null;
}

/** Checks one calendar; false when none was left. */
export async function checkOne(ctx: Ctx): Promise<boolean> {
  const [calendar] = await ctx.db.rows<{ id: string; tzdb: string }>(
    sql`select id, tzdb from business_calendars where tenant_id = ${ctx.tenant} and tzdb <> ${presentTzdb()} order by id limit 1 for update`,
  );
  if (!calendar) return false;
  const before = await runningOn(ctx, calendar.id);
  const ids = [...new Set(before.map(({ ticketId }) => ticketId))];
  for (let at = 0; at < ids.length; at += chunk) await refoldTickets(ctx, ids.slice(at, at + chunk));
  const after = new Map((await runningOn(ctx, calendar.id)).map((clock) => [keyOf(clock), clock.dueAt]));
  const zone = (await loadCalendars(ctx, [calendar.id])).get(calendar.id)?.schedule.timezone ?? '';
  const moved = before.flatMap((clock): MovedDue[] => {
    const [was, is] = [textOf(clock.dueAt), textOf(after.get(keyOf(clock)) ?? null)];
    return was === is ? [] : [{ ticketId: clock.ticketId, clock: clock.clock, before: was, after: is, zone }];
  });
  await ctx.db.rows(
    sql`update business_calendars set tzdb = ${presentTzdb()} where tenant_id = ${ctx.tenant} and id = ${calendar.id}`,
  );
  if (calendar.tzdb !== '') {
    await ctx.db.insert(zoneDataReports, {
      fromTzdb: calendar.tzdb,
      toTzdb: presentTzdb(),
      clockCount: before.length,
      movedCount: moved.length,
      moved: moved.slice(0, mostListed),
    });
  }
  return true;
}

const runningOn = (ctx: Ctx, calendarId: string): Promise<Clock[]> =>
  ctx.db.rows<Clock>(
    sql`select ticket_id, clock, epoch, due_at from sla_clocks
        where tenant_id = ${ctx.tenant} and calendar_id = ${calendarId} and state in ('running', 'paused') order by ticket_id, clock`,
  );

const keyOf = ({ ticketId, clock, epoch }: Clock): string => `${ticketId}:${clock}:${epoch}`;
const textOf = (at: Date | null): string | null => at?.toISOString() ?? null;
