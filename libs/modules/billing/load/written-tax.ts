import type { billingProfiles } from '@kelp/contracts';
import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { parseCanonicalJson } from '../domain/canonical-json';
import type { ExternalTax, TaxRate } from '../domain/tax-input';
import { mirroredTax } from '../domain/mirror-tax';
import type { WrittenInput, WrittenLine } from '../domain/written-lines';
import { invoiceLines, invoices } from '../tables';
import { ratesOf } from './book';
import { loadClients, loadTaxes } from './load-rows';
import { awaited, loadTaxParties, taxOfProfile, treatmentOf } from './tax-parties';

/** What of the inputs of a document decides its tax. */
export type WrittenTax = Pick<
  WrittenInput,
  'profile' | 'taxRates' | 'exemptions' | 'reverseCharge' | 'taxDate' | 'externalTax'
>;

interface Question {
  profile: Row<typeof billingProfiles>;
  lines: readonly WrittenLine[];
  correctsInvoiceId: string | null;
}

/** The tax of a document by what the tables and the client's papers say now. */
export async function taxNow(ctx: ReadCtx, { profile, lines }: Question): Promise<WrittenTax> {
  const [[client], rates, parties] = await Promise.all([
    loadClients(ctx, [profile.clientId]),
    loadTaxes(ctx),
    loadTaxParties(ctx, [profile.clientId]),
  ]);
  const home = client ?? { id: profile.clientId, name: '', address: null, billingPlace: null, servicePlace: null };
  const place = taxOfProfile(profile, home, parties);
  return {
    profile: place,
    taxRates: ratesOf(rates, lines, place.taxPlaces),
    ...treatmentOf(profile.clientId, parties),
    ...awaited(parties.taxSettings),
  };
}

/** What an invoice was taxed by, out of its frozen inputs: a run's and a written one name it alike. */
async function frozenTax(ctx: ReadCtx, invoiceId: string): Promise<WrittenTax & { invoiceDate: string }> {
  const { frozenInputs } = await ctx.db.get(invoices, invoiceId);
  return parseCanonicalJson(JSON.stringify(frozenInputs)) as WrittenTax & { invoiceDate: string };
}

/** What somebody else has counted for the invoice, for the lines as they are now; null where they have to be asked. */
async function mirrored(ctx: ReadCtx, invoiceId: string, answer: ExternalTax | null, lines: readonly WrittenLine[]) {
  if (answer === null) return null;
  const billed = await ctx.db.list(invoiceLines, { invoiceId }, { orderBy: 'position' });
  return mirroredTax(
    answer,
    billed.map((line) => ({
      ...line,
      reductions: line.reductions.map((one) => ({ ...one, amount: BigInt(one.amount) })),
    })),
    lines,
  );
}

/**
 * The tax of the invoice that a document corrects (product rule: re-issue copies the frozen inputs, so that only the cause of the correction
 * differs): its rates, place, rounding, papers and day. What was not on it is taxed by the tables, in its place.
 */
export async function taxOfOriginal(ctx: ReadCtx, question: Question): Promise<WrittenTax> {
  if (!question.correctsInvoiceId) return taxNow(ctx, question);
  const original = await frozenTax(ctx, question.correctsInvoiceId);
  const { taxPlace, taxPlaces, taxPoint, taxRounding } = original.profile;
  const known = new Set(original.taxRates.map(({ category }) => category));
  const unknown = question.lines.filter(({ taxCategory }) => !known.has(taxCategory));
  const added: TaxRate[] = unknown.length > 0 ? ratesOf(await loadTaxes(ctx), unknown, taxPlaces ?? [taxPlace]) : [];
  return {
    profile: { taxPlace, ...(taxPlaces ? { taxPlaces } : {}), taxPoint, taxRounding },
    taxRates: [...original.taxRates, ...added],
    ...(original.exemptions ? { exemptions: original.exemptions } : {}),
    ...(original.reverseCharge ? { reverseCharge: original.reverseCharge } : {}),
    taxDate: original.taxDate ?? original.invoiceDate,
    ...(original.externalTax === undefined
      ? {}
      : { externalTax: await mirrored(ctx, question.correctsInvoiceId, original.externalTax, question.lines) }),
  };
}
