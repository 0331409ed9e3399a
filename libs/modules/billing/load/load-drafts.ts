import { usageBetween } from '@kelp/contracts';
import type { ReadCtx } from '@kelp/kernel';
import { addDays, groupBy, localDate, type BusinessSchedule, type LocalDate, type Period } from '@kelp/std';
import { workspaceHours } from '@kelp/tickets';
import { calculateInvoice, usesOfOrders } from '../domain/calculate-invoice';
import type {
  Attribution,
  BillingProfile,
  DueContractLine,
  InvoiceInput,
  PaymentTerms,
  TimeEntryRow,
} from '../domain/invoice-input';
import type { InvoiceResult } from '../domain/invoice-result';
import { catalogueOf, ratesOf, rulesOf, servicesUsed } from './book';
import { dueLine, isDue, type LineSources } from './due-line';
import { chargedByMade, chargedInPeriods, minimumWindows, type MadeCharge, type MinimumWindow } from './due-minimums';
import { looseUsageOf, usageWindows } from './due-usage';
import { dueDiscounts } from './due-discounts';
import { payingPeriod } from './due-hours';
import { hoursOfWork, type HoursOfWork } from './hours-of-work';
import { loadRows, type BillingRows } from './load-rows';
import type { ClientRow, DiscountRow, EntryRow, LineRow, LooseRow, ProfileRow, RuleRow } from './rows';
import { workedBefore, type WorkedBefore } from './worked-before';
import { awaited, taxOfProfile, treatmentOf } from './tax-parties';

/** What one invoice of a client would be. `profile` is null when the client has none: then only `problem` says what to do. */
export type DraftInvoice =
  | { client: ClientRow; profile: ProfileRow; input: InvoiceInput; result: InvoiceResult; problem: null }
  | { client: ClientRow; profile: ProfileRow | null; input: null; result: null; problem: string };

interface Sources extends LineSources {
  discountsOf: Map<string, DiscountRow[]>;
  looseOf: Map<string, LooseRow[]>;
  lineOf: Map<string, LineRow>;
  /** The business hours by which special rates tell work after hours; null = nobody asks, or none are kept. */
  hours: BusinessSchedule | null;
  /** What was worked before entries in their days and weeks, where rules of overtime ask. */
  worked: WorkedBefore;
  /** What documents of this calculation would take of purchase orders. */
  planned: Map<string, bigint>;
  /** Periods that pay for days of lines. */
  periods: Map<string, Period>;
  at: Date;
}

function attributionOf(entry: EntryRow): Attribution {
  if (entry.lineSource === 'line' && entry.contractLineId) {
    return { kind: 'line', lineId: entry.contractLineId, reason: entry.lineReason };
  }
  if (entry.lineSource === 'ambiguous') return { kind: 'ambiguous', candidateLineIds: entry.lineCandidates };
  return { kind: 'catalogue', reason: entry.lineReason };
}

/** The entry as the calculation takes it, with the service period that pays for it. */
export function toEntryRow(
  entry: EntryRow,
  period: Period,
  hours: HoursOfWork = { isAfterHours: false },
  worked?: Record<string, number>,
): TimeEntryRow {
  const { id, workDate, minutes, billableMinutes, serviceId, ticketId, userId, role, workType, userType } = entry;
  const { ownRate, ownRateCurrency } = entry;
  return {
    id,
    workDate,
    period,
    minutes,
    billableMinutes,
    isApproved: entry.state === 'approved',
    attribution: attributionOf(entry),
    serviceId,
    ticketId,
    userId,
    role,
    workType,
    userType,
    ...hours,
    rateOverride: ownRate,
    ...(ownRateCurrency === null ? {} : { rateOverrideCurrency: ownRateCurrency }),
    ...(worked ? { workedBefore: worked } : {}),
  };
}

/** `payingPeriod`, worked out once for all entries of a line and a day. */
function periodOf(line: LineRow, workDate: LocalDate, { closedOf, periods }: Sources): Period {
  const key = `${line.id} ${workDate}`;
  const known = periods.get(key);
  if (known) return known;
  const period = payingPeriod(line, closedOf.get(line.id), workDate);
  periods.set(key, period);
  return period;
}

/** The entry with the service period it belongs to, or null while that has not fallen due. Work of no line is due at once. */
function dueEntry(entry: EntryRow, sources: Sources): TimeEntryRow | null {
  const { lineOf, cutOff, hours, worked } = sources;
  const line = entry.lineSource === 'line' ? lineOf.get(entry.contractLineId ?? '') : undefined;
  const at = hoursOfWork(hours, entry.startedAt, entry.minutes);
  const before = worked.get(entry.id);
  if (!line) return toEntryRow(entry, { start: entry.workDate, end: addDays(entry.workDate, 1) }, at, before);
  const period = periodOf(line, entry.workDate, sources);
  return period.end > cutOff ? null : toEntryRow(entry, period, at, before);
}

function paymentTerms({ termsKind: kind, termsDays: days }: ProfileRow): PaymentTerms {
  if (kind === 'on_receipt') return { kind };
  return kind === 'fixed_day' ? { kind, dayOfMonth: days } : { kind, days };
}

function profileOf(row: ProfileRow, client: ClientRow, { rows }: Sources): BillingProfile {
  const { id, currency, zone, requiresAddress } = row;
  return { id, currency, zone, terms: paymentTerms(row), ...taxOfProfile(row, client, rows), requiresAddress };
}

function inputFor(
  client: ClientRow,
  profile: ProfileRow,
  lineRows: LineRow[],
  entryRows: EntryRow[],
  sources: Sources,
): InvoiceInput {
  const timeEntries = entryRows.map((entry) => dueEntry(entry, sources)).filter((entry) => entry !== null);
  const named = new Set(
    timeEntries.flatMap(({ attribution }) => {
      if (attribution.kind === 'line') return [attribution.lineId];
      return attribution.kind === 'ambiguous' ? attribution.candidateLineIds : [];
    }),
  );
  const known = lineRows.map((row, index) => dueLine(row, index + 1, sources));
  const charging = known.filter((line) => named.has(line.id) || isDue(line));
  // What is charged late for a period comes off its least amount, so that one is looked at with any line of its contract.
  const touched = new Set(charging.map(({ contractId }) => contractId));
  const contractLines = known.filter(
    (line) =>
      charging.includes(line) || (line.kind === 'minimum' && line.charges.length > 0 && touched.has(line.contractId)),
  );
  // What no contract takes goes to the default profile, like work outside contracts.
  const loose = profile.isDefault ? (sources.looseOf.get(client.id) ?? []).map(looseUsageOf) : [];
  const services = servicesUsed(sources.rows, contractLines, timeEntries, loose);
  const paying = profileOf(profile, client, sources);
  return {
    invoiceDate: localDate(sources.at, profile.zone),
    client: { id: client.id, name: client.name, billingAddress: profile.address || client.address || null },
    profile: paying,
    contractLines,
    timeEntries,
    ...(loose.length > 0 ? { looseUsage: loose } : {}),
    rateRules: rulesFor(sources.rows.rules, contractLines, timeEntries, profile.currency),
    catalogue: catalogueOf(services, sources.rows.prices, profile.currency),
    ...ordersFor(client.id, profile.currency, sources),
    discounts: dueDiscounts(sources.discountsOf.get(client.id) ?? [], profile, lineRows, contractLines),
    taxRates: ratesOf(sources.rows.taxes, [...contractLines, ...services], paying.taxPlaces ?? []),
    ...treatmentOf(client.id, sources.rows),
    ...awaited(sources.rows.taxSettings),
  };
}

/** Rules of the contracts, and of the workspace where there is work that they may price. */
function rulesFor(
  rules: RuleRow[],
  lines: readonly DueContractLine[],
  entries: readonly TimeEntryRow[],
  currency: string,
) {
  const known = rulesOf(rules, new Set(lines.map(({ contractId }) => contractId)), currency);
  return known.filter(({ contractId }) => contractId !== null || entries.length > 0);
}

/** Purchase orders that may pay for the document, with what earlier documents of this calculation leave of them. */
function ordersFor(
  clientId: string,
  currency: string,
  { rows, planned }: Sources,
): Pick<InvoiceInput, 'purchaseOrders'> {
  const own = rows.orders.filter((order) => order.clientId === clientId && order.currency === currency);
  if (own.length === 0) return {};
  return {
    purchaseOrders: own.map(({ id, number, contractId, policy, remaining, validFrom, validTo }) => ({
      ...{ id, number, contractId, policy, remaining: remaining - (planned.get(id) ?? 0n) },
      valid: { start: validFrom, end: validTo },
    })),
  };
}

/** Keeps what a document would take of orders, for the next one of the same client. */
function plan(draft: DraftInvoice, planned: Map<string, bigint>): DraftInvoice {
  if (draft.result === null || draft.result.blockers.length > 0) return draft;
  for (const { orderId, amount } of usesOfOrders(draft.input, draft.result.lines)) {
    planned.set(orderId, (planned.get(orderId) ?? 0n) + amount);
  }
  return draft;
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function draftFor(client: ClientRow, profile: ProfileRow, makeInput: () => InvoiceInput): DraftInvoice {
  try {
    const input = makeInput();
    return { client, profile, input, result: calculateInvoice(input), problem: null };
  } catch (error) {
    // One client's impossible data must not keep the others from being billed.
    return { client, profile, input: null, result: null, problem: sentenceOf(error) };
  }
}

/** Two profiles of one client are two documents; what no contract decides goes to the default one. */
function draftsOf(
  client: ClientRow,
  profiles: ProfileRow[],
  lines: LineRow[],
  entries: EntryRow[],
  sources: Sources,
): DraftInvoice[] {
  const [fallback] = profiles;
  if (!fallback) {
    if (lines.length + entries.length + (sources.looseOf.get(client.id) ?? []).length === 0) return [];
    const problem = `${client.name} has no billing profile. Add one on the client's page.`;
    return [{ client, profile: null, input: null, result: null, problem }];
  }
  const profileOfLine = (line: LineRow | undefined) => line?.billingProfileId ?? fallback.id;
  return profiles.map((profile) =>
    plan(
      draftFor(client, profile, () => {
        const ownLines = lines.filter((line) => profileOfLine(line) === profile.id);
        const ownEntries = entries.filter(
          ({ contractLineId }) => profileOfLine(sources.lineOf.get(contractLineId ?? '')) === profile.id,
        );
        return inputFor(client, profile, ownLines, ownEntries, sources);
      }),
      sources.planned,
    ),
  );
}

/**
 * What the invoices of these clients (at most 500) would be by the cut-off date, calculated; preview, list and run all come through
 * here. About ten queries in all, none inside the calculation. `at` gives the invoice date in each profile's zone.
 */
export async function loadDrafts(
  ctx: ReadCtx,
  clientIds: readonly string[],
  cutOff: LocalDate,
  at: Date,
): Promise<DraftInvoice[]> {
  return draftsOfRows(ctx, await loadRows(ctx, clientIds, cutOff), cutOff, at);
}

/** Invoices that were only worked out: what they charge, and whether they stand in the place of those that there are. */
export interface MadeInvoices {
  charges: readonly MadeCharge[];
  replacesBooks: boolean;
}

/** What invoices charge for periods of a least amount: those of the books, those only worked out, or both. */
async function chargedFor(
  ctx: ReadCtx,
  made: MadeInvoices | undefined,
  windows: readonly MinimumWindow[],
): Promise<ReadonlyMap<string, bigint>> {
  const [booked, worked] = [
    made?.replacesBooks ? new Map<string, bigint>() : await chargedInPeriods(ctx, windows),
    made ? chargedByMade(made.charges, windows) : new Map<string, bigint>(),
  ];
  return new Map(
    [...booked.keys(), ...worked.keys()].map((key) => [key, (booked.get(key) ?? 0n) + (worked.get(key) ?? 0n)]),
  );
}

/** What rows do not hold and no invoice changes: business hours, and what was worked before entries. */
export type AskedOnce = Pick<Sources, 'hours' | 'worked'>;

/** Asks for it; whoever works out several invoices of the same entries asks once. */
export const askOnce = async (ctx: ReadCtx, rows: BillingRows): Promise<AskedOnce> => ({
  hours: rows.rules.some((rule) => rule.isAfterHours !== null) ? await ctx.askSlot(workspaceHours, {}) : null,
  worked: await workedBefore(ctx, rows.rules, rows.entries),
});

/** The same over rows that are loaded already, as they are or altered: what reports and what-if come through. Reads only. */
export async function draftsOfRows(
  ctx: ReadCtx,
  rows: BillingRows,
  cutOff: LocalDate,
  at: Date,
  made?: MadeInvoices,
  asked?: AskedOnce,
): Promise<DraftInvoice[]> {
  const { hours, worked } = asked ?? (await askOnce(ctx, rows));
  const termsOf = groupBy(rows.terms, ({ lineId }) => lineId);
  const claimsOf = groupBy(rows.claimed, ({ contractLineId }) => contractLineId);
  const sources: Sources = {
    rows,
    termsOf,
    claimsOf,
    counted: await usageBetween(ctx, usageWindows(rows.lines, termsOf, claimsOf, cutOff)),
    charged: await chargedFor(ctx, made, minimumWindows(rows.lines, termsOf, claimsOf, cutOff)),
    looseOf: groupBy(rows.looseUsage, ({ clientId }) => clientId),
    quantitiesOf: groupBy(rows.quantities, ({ lineId }) => lineId),
    closedOf: new Map(rows.states.map((state) => [state.lineId, state])),
    lotsOf: groupBy(rows.lots, ({ lineId }) => lineId),
    projectOf: new Map(rows.projects.map((project) => [project.lineId, project])),
    discountsOf: groupBy(rows.discounts, ({ ofClient }) => ofClient),
    lineOf: new Map(rows.lines.map((line) => [line.id, line])),
    hours,
    worked,
    planned: new Map(),
    periods: new Map(),
    cutOff,
    at,
  };
  const [profiles, lines, entries] = [rows.profiles, rows.lines, rows.entries].map((list) =>
    groupBy<ProfileRow | LineRow | EntryRow, string>(list, ({ clientId }) => clientId),
  ) as [Map<string, ProfileRow[]>, Map<string, LineRow[]>, Map<string, EntryRow[]>];
  return rows.clients.flatMap((client) =>
    draftsOf(client, profiles.get(client.id) ?? [], lines.get(client.id) ?? [], entries.get(client.id) ?? [], sources),
  );
}

/** Whether there is anything to say about a draft: a line, a blocker, a warning or a problem. */
export const hasContent = (draft: DraftInvoice): boolean =>
  draft.result === null ||
  draft.result.isInvoice ||
  draft.result.blockers.length > 0 ||
  draft.result.warnings.length > 0;
