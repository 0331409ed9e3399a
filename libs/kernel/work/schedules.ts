import { CronExpressionParser } from 'cron-parser';
import { sql } from '@kelp/platform/db';
import { systemActor } from '../actor';
import type { Schedule } from '../define';
import { inUnit, type House } from '../unit';

/** The database's time: the only one that decides, whatever the clock of a process says. */
export async function databaseTime(house: House): Promise<Date> {
  const [row] = await house.database.control<{ now: Date }>(sql`select kelp_now() as now`);
  if (!row) throw new Error('The database did not say what time it is.');
  return row.now;
}

/** The latest firing of a cron line at or before `now`, in the schedule's zone. */
export function latestFiring(schedule: Schedule, now: Date): Date {
  const cursor = CronExpressionParser.parse(schedule.cron, {
    tz: schedule.zone,
    currentDate: new Date(now.getTime() + 1000),
  });
  return cursor.prev().toDate();
}

/**
 * Enqueues the jobs of schedules that have fired since the last look, by the database's time. Missed firings (an outage) run once. The
 * job's key carries the firing, so two schedulers at once enqueue it once. Returns the names that fired.
 */
export async function fireSchedules(house: House): Promise<string[]> {
  const now = await databaseTime(house);
  const fired: string[] = [];
  for (const schedule of house.registry.schedules.values()) {
    const at = latestFiring(schedule, now);
    const [row] = await house.database.control<{ name: string; isNew: boolean }>(
      sql`insert into schedules (name, last_fired_at) values (${schedule.name}, ${at})
          on conflict (name) do update set last_fired_at = excluded.last_fired_at
          where schedules.last_fired_at < excluded.last_fired_at
          returning name, (xmax = 0) as is_new`,
    );
    // Seen for the first time: the firing before the installation existed is not owed.
    if (!row || row.isNew) continue;
    await enqueueForAll(house, schedule, at);
    fired.push(schedule.name);
  }
  return fired;
}

async function enqueueForAll(house: House, schedule: Schedule, at: Date): Promise<void> {
  const tenants = await house.database.asSystem((rows) =>
    rows<{ id: string }>(sql`select id from active_tenants() as t(id)`),
  );
  for (const { id } of tenants) {
    const caller = {
      tenant: id,
      actor: systemActor(schedule.name),
      door: 'schedule' as const,
      requestId: `${schedule.name}:${at.toISOString()}`,
    };
    await inUnit(house, caller, schedule.name, (ctx) => ctx.enqueue(schedule.job, { at: at.toISOString() }));
  }
}

/** Takes or keeps the lease `name` for `seconds`; true when this holder has it. */
export async function holdLease(house: House, name: string, holder: string, seconds: number): Promise<boolean> {
  const rows = await house.database.control(
    sql`insert into leases (name, holder, until) values (${name}, ${holder}, now() + ${seconds} * interval '1 second')
        on conflict (name) do update set holder = excluded.holder, until = excluded.until
        where leases.holder = excluded.holder or leases.until < now() returning name`,
  );
  return rows.length > 0;
}

/** Gives the lease back, so that another leader need not wait it out. */
export async function dropLease(house: House, name: string, holder: string): Promise<void> {
  await house.database.control(sql`delete from leases where name = ${name} and holder = ${holder}`);
}
