import type { ReadCtx } from '@kelp/kernel';
import type { LocalDate } from '@kelp/std';
import { askOnce, draftsOfRows, type DraftInvoice } from '../load/load-drafts';
import type { MadeCharge } from '../load/due-minimums';
import type { BillingRows } from '../load/load-rows';
import { chargesOf, foldInvoices } from './fold-invoices';

/** Noon of a day: the invoice bears that date in any zone where people live. */
export const noonOf = (day: LocalDate): Date => new Date(`${day}T12:00:00Z`);

/**
 * The invoices of these days one after the other, each taking what those before have left, until `isEnough`. `replacesBooks`: invoices that
 * there are do not count. Reads only: usage is asked for, everything else comes from the rows.
 */
export async function workOut(
  ctx: ReadCtx,
  start: BillingRows,
  days: readonly LocalDate[],
  replacesBooks: boolean,
  isEnough: (made: { on: LocalDate; drafts: DraftInvoice[] }[]) => boolean = () => false,
): Promise<{ on: LocalDate; drafts: DraftInvoice[] }[]> {
  const made: { on: LocalDate; drafts: DraftInvoice[] }[] = [];
  const charges: MadeCharge[] = [];
  let rows = start;
  const asked = await askOnce(ctx, start);
  for (const on of days) {
    const drafts = await draftsOfRows(ctx, rows, on, noonOf(on), { charges, replacesBooks }, asked);
    made.push({ on, drafts });
    charges.push(...chargesOf(rows, drafts));
    rows = foldInvoices(rows, drafts);
    if (isEnough(made)) break;
  }
  return made;
}
