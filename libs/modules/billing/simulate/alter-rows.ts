import { laterDate, newId, type LocalDate } from '@kelp/std';
import type { SimulatedChange } from '../contract';
import type { BillingRows } from '../load/load-rows';
import type { LineRow, TermsRow } from '../load/rows';

type Of<K extends SimulatedChange['kind']> = Extract<SimulatedChange, { kind: K }>;
const always = '1990-01-01';

/** Which of its terms a line of this kind has its price in. */
function withPrice({ kind, projectBilling }: LineRow, price: string): Partial<TermsRow> {
  // The price of a project is its own; only its work has that of the service.
  if (kind === 'project') return projectBilling === 'hourly' ? { hourlyRate: price } : {};
  if (kind === 'hourly' || kind === 'prepaid') return { hourlyRate: price };
  return kind === 'usage' ? {} : { price };
}

function alterTerms(rows: BillingRows, lineId: string, patch: Partial<TermsRow>): BillingRows {
  return { ...rows, terms: rows.terms.map((one) => (one.lineId === lineId ? { ...one, ...patch } : one)) };
}

const alterLine = (rows: BillingRows, id: string, patch: Partial<LineRow>): BillingRows => ({
  ...rows,
  lines: rows.lines.map((line) => (line.id === id ? { ...line, ...patch } : line)),
});

/** The price of the catalogue from always on; and of the lines in this currency that sell the service, where those change too. */
function servicePrice(rows: BillingRows, { serviceId, currency, price, changesContracts }: Of<'service_price'>) {
  const others = rows.prices.filter((one) => one.serviceId !== serviceId || one.currency !== currency);
  const own = { serviceId, currency, unitPrice: price, validFrom: always, validTo: null };
  const priced = { ...rows, prices: [...others, own] };
  if (!changesContracts) return priced;
  return rows.lines
    .filter((line) => line.serviceId === serviceId && line.currency === currency)
    .reduce((all, line) => alterTerms(all, line.id, withPrice(line, price)), priced);
}

/** What is said of a line takes the place of what is agreed; what is not said stays. */
function lineTerms(rows: BillingRows, change: Of<'line_terms'>): BillingRows {
  const line = rows.lines.find(({ id }) => id === change.lineId);
  if (!line) return rows;
  const { quantity, proration, countMethod, includedMinutes, ...rest } = change;
  const { price, hourlyRate, pricing, minimumMinutes, incrementMinutes, roundingScope, rollover } = rest;
  const patch: Partial<TermsRow> = {
    ...(price === undefined ? {} : { price }),
    ...(hourlyRate === undefined ? {} : { hourlyRate }),
    ...(pricing === undefined ? {} : { pricing }),
    ...(minimumMinutes === undefined ? {} : { minimumMinutes }),
    ...(incrementMinutes === undefined ? {} : { incrementMinutes }),
    ...(roundingScope === undefined ? {} : { roundingScope }),
    ...(rollover === undefined ? {} : { rollover }),
    ...(includedMinutes === undefined ? {} : { includedMinutes: String(includedMinutes) }),
    ...(quantity === undefined || line.kind === 'seats' ? {} : { quantity }),
  };
  const termed = alterLine(alterTerms(rows, line.id, patch), line.id, {
    ...(proration === undefined ? {} : { proration }),
    ...(countMethod === undefined ? {} : { countMethod }),
  });
  if (quantity === undefined || line.kind !== 'seats') return termed;
  return { ...termed, quantities: [...withoutCounts(termed, line.id), countOf(line.id, always, quantity)] };
}

const withoutCounts = (rows: BillingRows, lineId: string) => rows.quantities.filter((one) => one.lineId !== lineId);
const countOf = (lineId: string, onDate: LocalDate, quantity: string) => ({
  ...{ id: newId(), lineId, onDate, quantity, source: 'what-if', names: [] },
});

/** A line more in a contract, from the first day of the contract or of what is looked at. */
function addLine(rows: BillingRows, change: Of<'line_add'>, from: LocalDate): BillingRows {
  const beside = rows.lines.find(({ contractId }) => contractId === change.contractId);
  const service = rows.services.find(({ id }) => id === change.serviceId);
  if (!beside || !service) return rows;
  const { lineKind: kind, serviceId, price, quantity } = change;
  const id = newId();
  const startsOn = laterDate(beside.contractStartsOn, from);
  const line: LineRow = {
    ...beside,
    ...{ id, kind, serviceId, name: service.name, timing: 'arrears', proration: 'actual', startsOn, endsOn: null },
    ...{
      countMethod: kind === 'seats' ? 'daily' : null,
      members: null,
      meter: null,
      weights: null,
      projectBilling: null,
    },
  };
  const terms: TermsRow = {
    ...{ lineId: id, versionId: id, versionNumber: 0, validFrom: always, validTo: null, price, quantity },
    ...{ hourlyRate: null, minimumMinutes: null, incrementMinutes: null, roundingScope: null, includedMinutes: null },
    ...{
      proratesIncluded: false,
      rollover: null,
      rolloverPeriods: null,
      rolloverCap: null,
      pricing: null,
      weights: null,
      isCapped: false,
    },
  };
  return {
    ...rows,
    lines: [...rows.lines, line],
    terms: [...rows.terms, terms],
    quantities: kind === 'seats' ? [...rows.quantities, countOf(id, startsOn, quantity)] : rows.quantities,
  };
}

/**
 * The rows as they would be: what the invoices would be worked out from. Pure; the rows that it is given stay as they are. A line is added
 * or ended from `from` on where no day is said; everything else holds for all days that are worked out.
 */
export function alterRows(rows: BillingRows, changes: readonly SimulatedChange[], from: LocalDate): BillingRows {
  return changes.reduce((all, change) => {
    switch (change.kind) {
      case 'service_price':
        return servicePrice(all, change);
      case 'line_terms':
        return lineTerms(all, change);
      case 'line_add':
        return addLine(all, change, from);
      case 'line_end':
        return alterLine(all, change.lineId, { endsOn: change.on ?? from });
    }
  }, rows);
}
