import { clients } from '@kelp/clients';
import { defineQuery, type z } from '@kelp/kernel';
import { localDate } from '@kelp/std';
import { previewBilling, type InvoiceLineCard, type previewDocument, type SourceEntry } from '../contract';
import type { InvoiceLine } from '../domain/invoice-result';
import { loadDrafts, type DraftInvoice } from '../load/load-drafts';
import { today } from '../load/today';
import { readSources } from './line-sources';
import { shownTaxes } from './shown-taxes';

const entryIds = (line: InvoiceLine): string[] =>
  line.claims.filter(({ kind }) => kind === 'time_entry').map(({ id }) => id);

function toLine(line: InvoiceLine, sources: Map<string, SourceEntry>): InvoiceLineCard {
  const { claims: _claims, taxable: _taxable, taxPlace: _taxPlace, taxDetails, reductions, ...shown } = line;
  return {
    ...shown,
    includesTax: line.includesTax ?? false,
    taxSteps: taxDetails?.steps ?? [],
    reductions: reductions.map(({ name, amount }) => ({ name, amount })),
    sources: entryIds(line).flatMap((id) => sources.get(id) ?? []),
  };
}

type Document = z.output<typeof previewDocument>;

function toDocument(draft: DraftInvoice, sources: Map<string, SourceEntry>, date: string): Document {
  const { profile, client, result } = draft;
  const reference = profile && { id: profile.id, name: profile.name };
  if (result) {
    const { engineVersion: _version, discountUses: _uses, lines, ...figures } = result;
    return {
      ...figures,
      taxes: shownTaxes(figures.taxes),
      profile: reference,
      lines: lines.map((line) => toLine(line, sources)),
    };
  }
  const code = profile ? 'not_calculable' : 'profile_missing';
  const blocker = { code, sentence: draft.problem, evidence: [{ kind: 'client' as const, id: client.id }] };
  const nothing = { lines: [], taxes: [], net: 0n, tax: 0n, total: 0n, isInvoice: false, warnings: [] };
  const head = { profile: reference, currency: profile?.currency ?? '', invoiceDate: date, dueDate: date };
  return { ...head, ...nothing, blockers: [blocker] };
}

/** What a client's invoices would be today, line by line with reasons and source entries. */
export const previewBillingQuery = defineQuery(previewBilling, {
  permission: 'invoice.read',
  run: async (ctx, { clientId, ...input }) => {
    const [client, cutOff, now] = await Promise.all([
      ctx.db.get(clients, clientId),
      input.cutOff ?? today(ctx),
      ctx.time(),
    ]);
    const drafts = await loadDrafts(ctx, [clientId], cutOff, now);
    const sources = await readSources(
      ctx,
      drafts.flatMap(({ result }) => result?.lines.flatMap(entryIds) ?? []),
    );
    const shown = drafts.filter(
      ({ result }, index) => index === 0 || !result || result.isInvoice || result.blockers.length > 0,
    );
    return {
      client: { id: client.id, name: client.name },
      cutOff,
      documents: shown.map((draft) => toDocument(draft, sources, localDate(now, draft.profile?.zone ?? 'UTC'))),
    };
  },
});
