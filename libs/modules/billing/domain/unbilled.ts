import { addDays, allocate, daysBetween, earlierDate, type LocalDate } from '@kelp/std';
import type { InvoiceInput, TimeEntryRow } from './invoice-input';
import type { InvoiceLine, InvoiceResult } from './invoice-result';
import type { UnbilledAge, UnbilledKind } from './unbilled-kinds';

/** Every period that runs today has ended so many days later: the longest is a year. */
export const openDays = 370;

/** Something that was delivered and stands on no invoice; minor units before tax, null where no price is known. */
export interface UnbilledItem {
  kind: UnbilledKind;
  entryId: string | null;
  contractLineId: string | null;
  description: string;
  /** The day of the work, or the last day of service so far. */
  date: LocalDate;
  minutes: number;
  amount: bigint | null;
}

/** How long ago: up to 30 days, 31 to 60, 61 to 90, more. */
export function unbilledAge(date: LocalDate, on: LocalDate): UnbilledAge {
  const days = daysBetween(date, on);
  if (days <= 30) return 'days30';
  return days <= 60 ? 'days60' : days <= 90 ? 'days90' : 'older';
}

const kindsOfLine: Partial<Record<InvoiceLine['kind'], UnbilledKind>> = {
  ...{ usage: 'usage', seats: 'products', prepaid: 'products', fixed: 'fees', minimum: 'fees', milestone: 'fees' },
};
const isWork = ({ kind }: InvoiceLine) => kind === 'time' || kind === 'overage' || kind === 'over_cap';

function ofLine(line: InvoiceLine, kind: UnbilledKind, on: LocalDate): UnbilledItem {
  const { contractLineId, description, servicePeriod, net: amount } = line;
  const last = addDays(servicePeriod.end, -1);
  const date = last < servicePeriod.start ? servicePeriod.start : earlierDate(last, on);
  return { kind, entryId: null, contractLineId, description, date, minutes: 0, amount };
}

/** A line of work, shared over its entries by their minutes. */
function workItems(line: InvoiceLine, entries: ReadonlyMap<string, TimeEntryRow>, on: LocalDate): UnbilledItem[] {
  const own = line.claims.flatMap(({ kind, id }) => (kind === 'time_entry' ? (entries.get(id) ?? []) : []));
  if (own.length === 0) return [ofLine(line, 'approved', on)];
  const shares = allocate(
    line.net,
    own.map(({ billableMinutes }) => BigInt(billableMinutes)),
  );
  return own.map((entry, at) => ({
    kind: entry.isApproved ? 'approved' : 'unapproved',
    entryId: entry.id,
    contractLineId: line.contractLineId,
    description: line.description,
    date: entry.workDate,
    minutes: entry.billableMinutes,
    amount: shares[at] ?? 0n,
  }));
}

/** A document as it was calculated, with all of its time as if it were approved. */
interface Made {
  input: InvoiceInput;
  result: InvoiceResult;
}

/**
 * What would be charged of a document that no invoice holds. `due` is the document by the day (fees, products), `open` the same by a day
 * so late that every period has ended: work and usage of periods that still run are counted as if they ended now. Time counts as if
 * all of it were approved; work that a fee includes costs nothing and is left out. Pure.
 */
export function unbilledItems(
  due: Made,
  open: Made,
  isApproved: (entryId: string) => boolean,
  on: LocalDate,
): UnbilledItem[] {
  const fees = due.result.lines.flatMap((line) => {
    const kind = kindsOfLine[line.kind];
    return kind && kind !== 'usage' ? [ofLine(line, kind, on)] : [];
  });
  const { input } = open;
  const entries = new Map(input.timeEntries.map((entry) => [entry.id, { ...entry, isApproved: isApproved(entry.id) }]));
  const { lines } = open.result;
  const used = lines.filter(({ kind, servicePeriod }) => kind === 'usage' && servicePeriod.start <= on);
  const worked = lines.filter((line) => isWork(line) && line.servicePeriod.start <= on);
  const priced = new Set(lines.flatMap(({ claims }) => claims.map(({ id }) => id)));
  const unpriced = [...entries.values()]
    .filter(({ id, billableMinutes }) => billableMinutes > 0 && !priced.has(id))
    .map(({ id, workDate, billableMinutes, serviceId, isApproved: isReady }): UnbilledItem => ({
      kind: isReady ? 'approved' : 'unapproved',
      entryId: id,
      contractLineId: null,
      description: input.catalogue.find((service) => service.id === serviceId)?.name ?? '',
      ...{ date: workDate, minutes: billableMinutes, amount: null },
    }));
  return [
    ...worked.flatMap((line) => workItems(line, entries, on)),
    ...unpriced,
    ...used.map((line) => ofLine(line, 'usage', on)),
    ...fees,
  ].filter(({ amount }) => amount !== 0n);
}
