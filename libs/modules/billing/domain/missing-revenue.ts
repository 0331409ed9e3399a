import { calculateInvoice } from './calculate-invoice';
import type { InvoiceInput } from './invoice-input';
import type { InvoiceResult } from './invoice-result';

/** Why delivered work would not be on the invoices of this run. */
export type LeakKind = 'unapproved' | 'blocked' | 'uncovered' | 'never_billed' | 'no_profile';

/** What the run would leave out of one document, in minor units of its currency before tax. */
export interface Leak {
  kind: Exclude<LeakKind, 'never_billed' | 'no_profile'>;
  amount: bigint;
  /** Entries behind it; 0 where the whole document is meant. */
  count: number;
  minutes: number;
  sentences: string[];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The net that unapproved time would add if it were approved today, by the calculation that makes the invoice. */
function unapprovedLeak(input: InvoiceInput, result: InvoiceResult): Leak[] {
  const waiting = input.timeEntries.filter((entry) => !entry.isApproved && entry.billableMinutes > 0);
  if (waiting.length === 0) return [];
  const all = calculateInvoice({
    ...input,
    timeEntries: input.timeEntries.map((entry) => ({ ...entry, isApproved: true })),
  });
  return [
    {
      kind: 'unapproved',
      amount: all.net - result.net,
      count: waiting.length,
      minutes: sum(waiting.map(({ billableMinutes }) => billableMinutes)),
      sentences: result.warnings.map(({ sentence }) => sentence),
    },
  ];
}

/** A document with a blocker is skipped whole: all of its net is at stake. */
function blockedLeak({ blockers, lines, net }: InvoiceResult): Leak[] {
  if (blockers.length === 0) return [];
  const entries = lines.flatMap(({ explanation }) => explanation.evidence.filter(({ kind }) => kind === 'time_entry'));
  const sentences = blockers.map(({ sentence }) => sentence);
  return [{ kind: 'blocked', amount: net, count: entries.length, minutes: 0, sentences }];
}

/** Approved time that no contract covers: it is billed at the price of the catalogue, which is worth a look before it goes out. */
function uncoveredLeak(input: InvoiceInput, result: InvoiceResult): Leak[] {
  const loose = input.timeEntries.filter(
    ({ attribution, isApproved, billableMinutes }) =>
      attribution.kind === 'catalogue' && isApproved && billableMinutes > 0,
  );
  if (loose.length === 0) return [];
  const ids = new Set(loose.map(({ id }) => id));
  const theirs = result.lines.filter(({ claims }) => claims.some(({ id }) => ids.has(id)));
  return [
    {
      kind: 'uncovered',
      amount: theirs.reduce((total, { net }) => total + net, 0n),
      count: loose.length,
      minutes: sum(loose.map(({ billableMinutes }) => billableMinutes)),
      sentences: [],
    },
  ];
}

/** What a run of this document would leave out, or bill in a way that is worth a look. Pure; the largest amount first. */
export const leaksOf = (input: InvoiceInput, result: InvoiceResult): Leak[] =>
  [...unapprovedLeak(input, result), ...blockedLeak(result), ...uncoveredLeak(input, result)].sort((a, b) =>
    a.amount === b.amount ? 0 : a.amount < b.amount ? 1 : -1,
  );
