import { dueSlices } from '@kelp/contracts';
import type { LocalDate } from '@kelp/std';
import type { DueContractLine } from '../domain/invoice-input';
import { seatLines } from '../domain/seat-lines';
import { carriedOf, lotsOf, openHours, purchasesOf } from './due-hours';
import { dueCounts } from './due-seats';
import { dueMinimums } from './due-minimums';
import { dueProject, projectTerms } from './due-projects';
import { dueUsage } from './due-usage';
import { usageLines } from '../domain/usage-lines';
import type { UsageBetween } from '@kelp/contracts';
import { claimedDays, scheduleOf } from './line-schedule';
import type { BillingRows } from './load-rows';
import type { ClaimedRow, LineRow, LotRow, ProjectRow, QuantityRow, StateRow, TermsRow } from './rows';

/** The rows of the clients by the line they belong to. */
export interface LineSources {
  rows: BillingRows;
  termsOf: Map<string, TermsRow[]>;
  claimsOf: Map<string, ClaimedRow[]>;
  quantitiesOf: Map<string, QuantityRow[]>;
  closedOf: Map<string, StateRow>;
  lotsOf: Map<string, LotRow[]>;
  projectOf: Map<string, ProjectRow>;
  /** What meters count, by line and days. */
  counted: ReadonlyMap<string, UsageBetween>;
  /** What invoices charge for periods of a least amount. */
  charged: ReadonlyMap<string, bigint>;
  cutOff: LocalDate;
}

const versionOf = (one: TermsRow) => ({ id: one.versionId, number: one.versionNumber });

/** The terms of work, in order of their dates. */
export const hourlyTerms = (terms: readonly TermsRow[]) =>
  terms.map((one) => ({
    valid: { start: one.validFrom, end: one.validTo },
    rate: one.hourlyRate,
    minutes: {
      minimumMinutes: one.minimumMinutes ?? 0,
      incrementMinutes: one.incrementMinutes ?? 1,
      scope: one.roundingScope ?? ('entry' as const),
    },
    version: versionOf(one),
  }));

function fixedCharges(row: LineRow, terms: readonly TermsRow[], claims: readonly ClaimedRow[], cutOff: LocalDate) {
  const { proration, cycle } = row;
  return dueSlices(scheduleOf(row), terms, proration, cutOff, claimedDays(claims)).map((slice) => ({
    period: slice.period,
    covered: slice.covered,
    price: slice.terms.price ?? '0',
    quantity: slice.terms.quantity ?? '1',
    proration,
    cycle,
    version: versionOf(slice.terms),
  }));
}

/** A contract line with what is due of it by the cut-off date and not billed. */
export function dueLine(row: LineRow, position: number, sources: LineSources): DueContractLine {
  const terms = sources.termsOf.get(row.id) ?? [];
  const claims = sources.claimsOf.get(row.id) ?? [];
  const taxCategory = sources.rows.services.find(({ id }) => id === row.serviceId)?.taxCategory ?? '';
  const { id, contractId, contractName, name, serviceId, currency, timing } = row;
  const included = row.pricesIncludeTax ? { pricesIncludeTax: true } : {};
  const base = { id, contractId, contractName, position, name, serviceId, taxCategory, currency, ...included };
  if (row.kind === 'hourly') return { ...base, kind: 'hourly', terms: hourlyTerms(terms) };
  if (row.kind === 'project') {
    const project = dueProject(row, sources.projectOf.get(id), sources.cutOff);
    return { ...base, kind: 'project', terms: projectTerms(terms, hourlyTerms(terms)), ...project };
  }
  if (row.kind === 'seats') {
    const quantities = sources.quantitiesOf.get(id) ?? [];
    const line = { ...base, kind: 'seats' as const, timing, method: row.countMethod ?? 'daily', charges: [] };
    const charges = dueCounts(row, { terms, claims, quantities, cutOff: sources.cutOff });
    return { ...line, charges: charges.filter((charge) => seatLines({ ...line, charges: [charge] }).length > 0) };
  }
  if (row.kind === 'usage' && row.meter) {
    const line = { ...base, kind: 'usage' as const, meter: row.meter, charges: [] };
    const charges = dueUsage(row, { terms, claims, cutOff: sources.cutOff, counted: sources.counted });
    return { ...line, charges: charges.filter((charge) => usageLines({ ...line, charges: [charge] }).length > 0) };
  }
  if (row.kind === 'minimum') {
    const known = { terms, claims, cutOff: sources.cutOff, charged: sources.charged };
    return { ...base, kind: 'minimum', charges: dueMinimums(row, known) };
  }
  if (row.kind === 'prepaid') {
    const rows = sources.lotsOf.get(id) ?? [];
    const purchases = purchasesOf(rows, sources.cutOff);
    return { ...base, kind: 'prepaid', purchases, lots: lotsOf(rows), terms: hourlyTerms(terms) };
  }
  const charges = fixedCharges(row, terms, claims, sources.cutOff);
  if (row.kind !== 'bucket')
    return { ...base, kind: 'fixed', charges, ...(row.members ? { members: row.members } : {}) };
  const [beyond, closed] = [hourlyTerms(terms), sources.closedOf.get(id)];
  const hours = openHours(row, { terms, hourly: beyond, closed, cutOff: sources.cutOff });
  return { ...base, kind: 'bucket', charges, hours, carried: carriedOf(closed), weights: row.weights ?? {}, beyond };
}

/** Whether a line is on an invoice even when nobody worked on it. */
export function isDue(line: DueContractLine): boolean {
  if (line.kind === 'hourly') return false;
  if (line.kind === 'minimum') return line.charges.some(({ billed }) => !billed.some(({ part }) => part === 'fee'));
  if (line.kind === 'prepaid') return line.purchases.length > 0;
  if (line.kind === 'project') {
    return line.deposits.length > 0 || line.milestones.some(({ isDue, billed }) => isDue && billed === null);
  }
  return line.charges.length > 0 || (line.kind === 'bucket' && line.hours.length > 0);
}
