import { clients } from '@kelp/clients';
import type { Row } from '@kelp/platform/db';
import { billingProfiles } from '@kelp/contracts';
import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid, localDate, refused } from '@kelp/std';
import { createDraft } from '../contract';
import { invoiceDrafted } from '../events';
import { billingAddressOf } from '../queries/billing-address';
import { invoiceLines, invoices, invoiceTaxes } from '../tables';
import { lineRow } from '../write/line-row';
import { takeOrders } from '../write/take-orders';
import { askTax } from '../write/ask-tax';
import { calculateDocument, calculatedColumns, type Calculated } from '../write/written-document';
import { newLines } from './edit-draft';

/** The named billing profile of the client, else its default one. Throws when there is none. */
async function profileOf(ctx: Ctx, client: { id: string; name: string }, id: string | undefined) {
  const profiles = await ctx.db.list(billingProfiles, { clientId: client.id });
  const profile = id ? profiles.find((one) => one.id === id) : profiles.find(({ isDefault }) => isDefault);
  if (profile) return profile;
  if (id) throw invalid('This billing profile belongs to another client. Choose one of this client.');
  throw refused('billing.profile_missing', `${client.name} has no billing profile. Add one on the client's page.`);
}

interface DraftHead {
  clientId: string;
  clientName: string;
  billingProfileId: string;
  correctsInvoiceId?: string;
  taxBasis?: 'table' | 'original';
}

/** Writes a draft of written lines and tells of it; `takes`: from purchase orders. Throws when its total is below zero. */
export async function writeDocument(ctx: Ctx, head: DraftHead, calculated: Calculated, takes = true) {
  const { result } = calculated;
  if (result.total < 0n) {
    throw invalid('The total would be below zero. An invoice is never negative: give a credit note instead.');
  }
  const invoice = await ctx.db.insert(invoices, {
    ...head,
    madeById: ctx.actor.kind === 'user' ? ctx.actor.id : null,
    cutOff: result.invoiceDate,
    billingAddress: await billingAddressOf(ctx, head),
    ...calculatedColumns(calculated, 0),
  });
  const { id: invoiceId } = invoice;
  await ctx.db.insertMany(
    invoiceLines,
    result.lines.map((line) => lineRow(line, ctx.newId(), invoiceId)),
  );
  await ctx.db.insertMany(
    invoiceTaxes,
    result.taxes.map((group) => ({ ...group, invoiceId })),
  );
  if (takes) await takeOrders(ctx, [invoiceId]);
  if (invoice.taxState === 'pending_tax') await askTax(ctx, [invoiceId]);
  const { clientId, currency, total } = invoice;
  ctx.emit(invoiceDrafted, invoiceId, { invoiceId, clientId, runId: null, currency, total: total.toString() });
  return invoice;
}

/** A draft of written lines for a client who is locked, in the currency of the profile or (fees) that of what they are for. */
export async function draftOfLines(
  ctx: Ctx,
  payer: { client: { id: string; name: string }; profile: Row<typeof billingProfiles> },
  lines: Parameters<typeof newLines>[1],
  how: { invoiceDate?: string | undefined; currency?: string; takes?: boolean } = {},
) {
  const { client, profile } = payer;
  const { currency, takes = true, invoiceDate = localDate(ctx.now(), profile.zone) } = how;
  const written = await newLines(ctx, lines, { position: 0, invoiceDate });
  const of = { billingProfileId: profile.id, invoiceDate, ...(currency ? { currency } : {}) };
  const calculated = await calculateDocument(ctx, of, written);
  const head = { clientId: client.id, clientName: client.name, billingProfileId: profile.id };
  return writeDocument(ctx, head, calculated, takes);
}

/** A draft with lines written by hand, in the currency and under the tax of the billing profile. */
export const createDraftAction = defineAction(createDraft, {
  permission: 'invoice.create',
  run: async (ctx, { clientId, billingProfileId, lines, ...input }) => {
    const client = await ctx.db.lock(clients, clientId);
    if (client.mergedIntoId)
      throw refused('client.merged', `${client.name} was merged. Bill the client that it became.`);
    const profile = await profileOf(ctx, client, billingProfileId);
    const { id, version } = await draftOfLines(ctx, { client, profile }, lines, { invoiceDate: input.invoiceDate });
    return { id, version };
  },
});
