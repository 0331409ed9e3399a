import { adapters } from './adapters';
import { debitOf, firstMapped, imbalance, type AccountingDocument, type Mapping, type Need } from './documents';
import type { Target } from './targets';

/** What keeps a document from the other system: words that are missing, or a sentence why it can never be taken. */
export interface DocumentProblem {
  document: AccountingDocument;
  missing: Need[];
  refusal: string | null;
}

/** The problem of each document that has one. The last word of a chain is named: it is the one that serves most. */
export function problemsOf(
  documents: readonly AccountingDocument[],
  target: Target,
  mapping: Mapping,
  homeCurrency: string,
): DocumentProblem[] {
  const adapter = adapters[target];
  return documents.flatMap((document) => {
    const refusal = adapter.refusal(document, homeCurrency) ?? imbalance(document);
    const missing = adapter
      .needs(document)
      .filter((chain) => firstMapped(mapping, chain) === undefined)
      .flatMap((chain) => chain.at(-1) ?? []);
    return refusal || missing.length > 0 ? [{ document, missing: refusal ? [] : missing, refusal }] : [];
  });
}

/** Debits by currency. */
export function debitsOf(documents: readonly AccountingDocument[]): { currency: string; debit: bigint }[] {
  const sums = new Map<string, bigint>();
  for (const document of documents) {
    sums.set(document.currency, (sums.get(document.currency) ?? 0n) + debitOf(document));
  }
  return [...sums].map(([currency, debit]) => ({ currency, debit })).sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
