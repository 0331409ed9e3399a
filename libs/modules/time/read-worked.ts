import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, localDate, startOfLocalDay, wallToInstants, type LocalDate } from '@kelp/std';
import { workServices } from './choose-service';
import { parseQuickLog } from './domain/parse-quick-log';
import { dateOfQuickDay, type QuickDay } from './domain/quick-day';
import { findWorker, type Worker } from './worker';

interface Told {
  minutes?: number | undefined;
  quick?: string | undefined;
  serviceId?: string | undefined;
  isBillable: boolean;
}

export interface Worked {
  minutes: number;
  serviceId: string | undefined;
  notes: string;
  isBillable: boolean;
  startedAt: Date | undefined;
}

const minuteMs = 60_000;
const morning = 9 * 60;

/** Minutes, service, note, day and billing as told in the composer: in numbers, or as a line such as `45m onsite yesterday replaced the toner`. */
export async function readWorked(ctx: Ctx, { minutes, quick, serviceId, isBillable }: Told): Promise<Worked> {
  if (quick !== undefined && minutes === undefined) {
    const line = parseQuickLog(quick, await workServices(ctx));
    return {
      minutes: line.minutes,
      serviceId: line.serviceId ?? serviceId,
      notes: line.note,
      isBillable: line.isBillable ?? isBillable,
      startedAt: line.day ? await startOn(ctx, line.day, line.minutes) : undefined,
    };
  }
  if (quick !== undefined || minutes === undefined) {
    throw invalid('Say how long it took, in minutes or as a line such as "45m onsite".', {
      quick: 'Give the time worked.',
    });
  }
  return { minutes, serviceId, notes: '', isBillable, startedAt: undefined };
}

/**
 * When work on a named day began, which the line does not say: after the person's last entry of that day, at nine without one, and never into the
 * next day. Today it ends now, as without a day.
 */
async function startOn(ctx: Ctx, day: QuickDay, minutes: number): Promise<Date | undefined> {
  const worker = await findWorker(ctx, undefined);
  const today = localDate(ctx.now(), worker.zone);
  const date = dateOfQuickDay(day, today);
  if (date === today) return undefined;
  return startAfterLast(ctx, worker, date, minutes, morning);
}

/** After the person's last entry of that day, or at this minute of it without one; never into the next day. */
export async function startAfterLast(
  ctx: Ctx,
  worker: Worker,
  date: LocalDate,
  minutes: number,
  first: number,
): Promise<Date> {
  const start = startOfLocalDay(date, worker.zone);
  const nextDay = startOfLocalDay(dateOfQuickDay({ kind: 'days_ago', days: -1 }, date), worker.zone);
  const last = await ctx.db.maybe<{ endedAt: Date | null }>(
    sql`select max(ended_at) as ended_at from time_entries where tenant_id = ${ctx.tenant} and user_id = ${worker.id}
          and work_date = ${date}`,
  );
  const [begin = start] = wallToInstants(date, first, worker.zone);
  const wished = Math.max(begin.getTime(), last?.endedAt?.getTime() ?? 0);
  return new Date(Math.max(start.getTime(), Math.min(wished, nextDay.getTime() - minutes * minuteMs)));
}
