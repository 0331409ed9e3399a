import type { Ctx } from '@kelp/kernel';
import { isTaken, sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import type { InvoiceInput } from '../domain/invoice-input';
import {
  claimedPeriod,
  type Claim,
  type InvoiceLine,
  type InvoiceResult,
  type PeriodClaim,
} from '../domain/invoice-result';
import { freezeInvoice, frozenColumns } from '../domain/freeze-invoice';
import { invoiceDrafted } from '../events';
import { invoiceLines, invoices, invoiceTaxes, periodClaims } from '../tables';
import { askTax } from './ask-tax';
import { lineRow } from './line-row';
import { takeOrders } from './take-orders';
import { writeDiscountUses } from './write-discounts';
import { writeHours } from './write-hours';

export interface CalculatedDraft {
  clientId: string;
  clientName: string;
  profileId: string;
  input: InvoiceInput;
  result: InvoiceResult;
}

/** The run, or the day up to which a draft alone was made, and who asked for it. */
interface Made {
  id: string | null;
  cutOff: string;
  startedById?: string | null;
}

interface PlacedClaim {
  claim: Claim;
  invoiceId: string;
  lineId: string;
}

const claimsLost = () =>
  refused(
    'billing.already_billed',
    'Some of this was billed by somebody else meanwhile. Reload and look at what is left.',
  );

function invoiceRow(draft: CalculatedDraft, id: string, run: Made) {
  const { result, input } = draft;
  const frozen = freezeInvoice(input, result);
  const { currency, invoiceDate, dueDate, net, tax, total } = result;
  return {
    id,
    clientId: draft.clientId,
    billingProfileId: draft.profileId,
    runId: run.id,
    madeById: run.startedById ?? null,
    cutOff: run.cutOff,
    currency,
    invoiceDate,
    dueDate,
    net,
    tax,
    total,
    clientName: draft.clientName,
    billingAddress: input.client.billingAddress,
    claimCount: result.lines.reduce((count, line) => count + line.claims.length, 0),
    taxState: result.isTaxPending ? ('pending_tax' as const) : ('settled' as const),
    ...frozenColumns(frozen),
  };
}

const byId = (a: PlacedClaim, b: PlacedClaim): number => {
  const [one, other] = a.claim.id === b.claim.id ? [a.claim.slice, b.claim.slice] : [a.claim.id, b.claim.id];
  return one < other ? -1 : 1;
};

/** Ids as an array of Postgres; there are thousands, and nothing in them is to be escaped. */
const idsOf = (ids: readonly string[]): string => `{${ids.join(',')}}`;

/**
 * Claims every source of these lines. What somebody else holds already is refused by the keys, so a race loses here, whole and with a
 * sentence. Throws `billing.already_billed`.
 */
async function claimSources(ctx: Ctx, placed: readonly PlacedClaim[]): Promise<void> {
  if (placed.length === 0) return;
  const sorted = [...placed].sort(byId);
  const periods = sorted.flatMap(({ claim, ...place }) => (claim.kind === 'period' ? [{ claim, ...place }] : []));
  try {
    await Promise.all([writeClaims(ctx, sorted), writePeriods(ctx, periods)]);
  } catch (error) {
    throw isTaken(error) ? claimsLost() : error;
  }
}

const writeClaims = (ctx: Ctx, claims: readonly PlacedClaim[]) =>
  ctx.db.rows(
    sql`insert into claims (tenant_id, source_kind, source_id, slice, invoice_id, line_id, claimed_at)
        select ${ctx.tenant}, k, s, l, i, n, ${ctx.now()} from unnest(${claims.map(({ claim }) => claim.kind)}::text[],
          ${idsOf(claims.map(({ claim }) => claim.id))}::uuid[], ${claims.map(({ claim }) => claim.slice)}::text[],
          ${idsOf(claims.map(({ invoiceId }) => invoiceId))}::uuid[],
          ${idsOf(claims.map(({ lineId }) => lineId))}::uuid[]) as t(k, s, l, i, n)`,
  );

async function writePeriods(ctx: Ctx, periods: readonly (PlacedClaim & { claim: PeriodClaim })[]): Promise<void> {
  await ctx.db.insertMany(
    periodClaims,
    periods.map(({ claim, invoiceId, lineId }) => ({
      id: ctx.newId(),
      ...claimedPeriod(claim),
      seen: claim.seen ?? null,
      invoiceId,
      lineId,
    })),
  );
}

/**
 * Writes drafts with lines, taxes and claims, one statement a table however many there are. Returns the invoice ids in the order of
 * the drafts. Throws `billing.already_billed` when any source is held by another invoice; then nothing may stay: let it pass.
 */
export async function writeDrafts(ctx: Ctx, drafts: readonly CalculatedDraft[], run: Made): Promise<string[]> {
  const placed: PlacedClaim[] = [];
  const placedLines: { line: InvoiceLine; invoiceId: string; lineId: string }[] = [];
  const rows: { invoice: ReturnType<typeof invoiceRow>; lines: ReturnType<typeof lineRow>[]; taxes: object[] }[] = [];
  for (const draft of drafts) {
    const invoiceId = ctx.newId();
    const lines = draft.result.lines.map((line) => {
      const lineId = ctx.newId();
      placedLines.push({ line, invoiceId, lineId });
      placed.push(...line.claims.map((claim) => ({ claim, invoiceId, lineId })));
      return lineRow(line, lineId, invoiceId);
    });
    const taxes = draft.result.taxes.map((group) => ({ ...group, invoiceId }));
    rows.push({ invoice: invoiceRow(draft, invoiceId, run), lines, taxes });
  }
  await ctx.db.insertMany(
    invoices,
    rows.map(({ invoice }) => invoice),
  );
  await ctx.db.insertMany(
    invoiceLines,
    rows.flatMap(({ lines }) => lines),
  );
  await ctx.db.insertMany(invoiceTaxes, rows.flatMap(({ taxes }) => taxes) as never);
  await claimSources(ctx, placed);
  await writeHours(ctx, placedLines);
  await writeDiscountUses(
    ctx,
    drafts.map(({ result }, index) => ({ invoiceId: rows[index]?.invoice.id ?? '', uses: result.discountUses })),
  );
  await takeOrders(
    ctx,
    rows.map(({ invoice }) => invoice.id),
  );
  await askTax(
    ctx,
    rows.flatMap(({ invoice }) => (invoice.taxState === 'pending_tax' ? [invoice.id] : [])),
  );
  for (const { invoice } of rows) {
    const { id: invoiceId, clientId, currency, total } = invoice;
    ctx.emit(invoiceDrafted, invoiceId, { invoiceId, clientId, runId: run.id, currency, total: total.toString() });
  }
  return rows.map(({ invoice }) => invoice.id);
}
