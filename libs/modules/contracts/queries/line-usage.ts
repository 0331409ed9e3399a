import { services } from '@kelp/catalog';
import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { addDays, intersectPeriod, periodAt, type LocalDate } from '@kelp/std';
import type { MeterCard, UsageOfPeriod } from '../contract';
import { anchorOf } from '../domain/anchor-of';
import type { contractLines } from '../tables';
import { meters } from '../tables/usage';
import { usageBetween, type UsageWindow } from '../usage-between';
import type { ContractRecord } from '../write-line';

const shownPeriods = 3;

/** The period of today and those before it, cut to the days of the line, the latest first. */
function windowsOf(line: Row<typeof contractLines>, contract: ContractRecord, today: LocalDate): UsageWindow[] {
  const windows: UsageWindow[] = [];
  let day = today;
  for (let n = 0; n < shownPeriods; n += 1) {
    const { start, end } = periodAt(anchorOf(contract), contract.cycle, day);
    const days = intersectPeriod({ start, end }, { start: line.startsOn, end: line.endsOn ?? contract.endsOn });
    if (days && line.meterId && contract.clientId) {
      const { start: from, end: to } = days;
      windows.push({ key: `${line.id} ${from} ${to}`, meterId: line.meterId, clientId: contract.clientId, from, to });
    }
    day = addDays(start, -1);
  }
  return windows;
}

/** The meters of lines of usage and what they count in the periods of today and just before, by line. */
export async function readUsage(
  ctx: ReadCtx,
  contract: ContractRecord,
  lines: readonly Row<typeof contractLines>[],
  today: LocalDate,
) {
  const metered = lines.filter(({ meterId }) => meterId !== null);
  const windows = new Map(metered.map((line) => [line.id, windowsOf(line, contract, today)]));
  const [found, counted] = await Promise.all([
    ctx.db.list(meters, { id: metered.flatMap(({ meterId }) => meterId ?? []) }),
    usageBetween(ctx, [...windows.values()].flat()),
  ]);
  const sold = await ctx.db.list(services, { id: found.map(({ serviceId }) => serviceId) });
  const names = new Map(sold.map(({ id, name }) => [id, name]));
  const cards = new Map(
    found.map((meter): [string, MeterCard] => [
      meter.id,
      { ...meter, service: { id: meter.serviceId, name: names.get(meter.serviceId) ?? '' } },
    ]),
  );
  return {
    meterOf: (line: Row<typeof contractLines>) => cards.get(line.meterId ?? '') ?? null,
    usageOf: (lineId: string): UsageOfPeriod[] =>
      (windows.get(lineId) ?? []).map(({ key, from, to }) => ({
        from,
        to,
        ...(counted.get(key) ?? { quantity: '0', events: 0 }),
      })),
  };
}
