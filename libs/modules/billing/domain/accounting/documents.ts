import { toCsv, type CsvColumn } from '@kelp/std';
import type { Account } from '../postings';
import { otherItem, type MappingKind } from './targets';

/** A line of the invoice or credit note that an entry books; minor units, below zero on a credit note. */
export interface DocumentLine {
  description: string;
  serviceId: string | null;
  isLateFee: boolean;
  net: bigint;
  tax: bigint;
  /** `category/ppm/place` of the tax itself. */
  taxGroup: string;
}

/** A journal entry with what another system must know of it. Dates are local to the workspace. */
export interface AccountingDocument {
  entryId: string;
  kind: string;
  /** The number of the document, or a name of the entry that is the same each time. */
  reference: string;
  date: string;
  dueDate: string;
  client: { id: string; name: string };
  currency: string;
  /** How the money came, of a payment. */
  method: string | null;
  postings: { account: Account; amount: bigint; taxGroup: string | null }[];
  lines: DocumentLine[];
}

/** Something to look up, by kind and key. */
export interface Need {
  kind: MappingKind;
  key: string;
}

/** The words of the other system, by kind and key. */
export type Mapping = ReadonlyMap<string, string>;

const keyOf = ({ kind, key }: Need): string => `${kind} ${key}`;

export const mappingOf = (rows: readonly (Need & { value: string })[]): Mapping =>
  new Map(rows.map((row) => [keyOf(row), row.value]));

export const mapped = (mapping: Mapping, need: Need): string | undefined => mapping.get(keyOf(need));

/** The first of these that is mapped. */
export const firstMapped = (mapping: Mapping, chain: readonly Need[]): string | undefined =>
  chain.map((need) => mapped(mapping, need)).find((value) => value !== undefined);

/** One side of an entry as the other system gets it: debit above zero, and where its account is looked up, the last being the least special. */
export interface Side {
  amount: bigint;
  chain: Need[];
  description: string;
  taxGroup: string | null;
}

const account = (key: string): Need => ({ kind: 'account', key });

function chainOf(posting: AccountingDocument['postings'][number], document: AccountingDocument): Need[] {
  const own = account(posting.account);
  if (posting.account === 'bank' && document.method) return [{ kind: 'payment_method', key: document.method }, own];
  return posting.taxGroup ? [{ kind: 'tax', key: posting.taxGroup }, own] : [own];
}

/** Where the account of a line's revenue is looked up. */
export const revenueChain = ({ isLateFee, serviceId }: DocumentLine): Need[] => {
  if (isLateFee) return [account('late_fee'), account('revenue')];
  return serviceId ? [{ kind: 'service', key: serviceId }, account('revenue')] : [account('revenue')];
};

/** The sides of an entry. The revenue of a document is told line by line, so that each service finds its account; its sum stays the same. */
export function sidesOf(document: AccountingDocument): Side[] {
  const net = document.lines.reduce((sum, line) => sum + line.net, 0n);
  return document.postings.flatMap((posting): Side[] => {
    const { amount, taxGroup } = posting;
    const sign = amount === -net ? -1n : 1n;
    if (posting.account === 'revenue' && net !== 0n && amount === sign * net) {
      return document.lines
        .filter((line) => line.net !== 0n)
        .map((line) => ({
          amount: sign * line.net,
          chain: revenueChain(line),
          description: line.description,
          taxGroup: line.taxGroup,
        }));
    }
    return [{ amount, chain: chainOf(posting, document), description: '', taxGroup }];
  });
}

/** The product of a line. */
export const itemOf = ({ serviceId }: DocumentLine): Need => ({ kind: 'item', key: serviceId ?? otherItem });

export const clientName = (mapping: Mapping, { client }: AccountingDocument): string =>
  mapped(mapping, { kind: 'client', key: client.id }) ?? client.name;

/** What a document is called where it has no number: always the same. */
export const referenceOf = (kind: string, entryId: string): string =>
  `${kind.replaceAll('_', '-').toUpperCase().slice(0, 9)}-${entryId.replaceAll('-', '').slice(-10)}`;

export interface AccountingFile {
  name: string;
  content: string;
}

/** One way into another system's books. All pure: the same documents and words give the same bytes. */
export interface AccountingAdapter {
  /** Everything that must be mapped for a document; of each chain one is enough. */
  needs: (document: AccountingDocument) => Need[][];
  /** Why the system cannot take a document at all, or null. */
  refusal: (document: AccountingDocument, homeCurrency: string) => string | null;
  files: (documents: readonly AccountingDocument[], mapping: Mapping) => AccountingFile[];
}

/** Without the kinds that name something else in this system. */
export const chainsWithout = (sides: readonly Side[], ...kinds: MappingKind[]): Side[] =>
  sides.map((side) => ({ ...side, chain: side.chain.filter(({ kind }) => !kinds.includes(kind)) }));

/** Debits, or what an invoice asks for: the same by the books. */
export const debitOf = ({ postings }: Pick<AccountingDocument, 'postings'>): bigint =>
  postings.reduce((sum, { amount }) => (amount > 0n ? sum + amount : sum), 0n);

/** Why a document's lines and its entry do not say the same, or null. */
export function imbalance(document: AccountingDocument): string | null {
  const total = sidesOf(document).reduce((sum, { amount }) => sum + amount, 0n);
  if (total !== 0n) return 'The sides of this entry do not add up to zero.';
  if (document.kind !== 'invoice') return null;
  const asked = document.postings.find((posting) => posting.account === 'receivable')?.amount ?? 0n;
  const lines = document.lines.reduce((sum, { net, tax }) => sum + net + tax, 0n);
  return asked === lines ? null : 'The lines of this invoice do not add up to what the books say.';
}

/** A line of a document, or a side of an entry, as a row of a file. */
export interface LineRow {
  document: AccountingDocument;
  line: DocumentLine;
  mapping: Mapping;
}
export interface SideRow {
  document: AccountingDocument;
  side: Side;
  mapping: Mapping;
}

export const isInvoice = ({ kind }: AccountingDocument): boolean => kind === 'invoice';

/** The lines that another system gets: those that cost something. */
export const shownLines = ({ lines }: AccountingDocument): DocumentLine[] =>
  lines.filter(({ net, tax }) => net !== 0n || tax !== 0n);

/** Sides of entries, one row each. */
export const sideRows = (
  documents: readonly AccountingDocument[],
  sides: (document: AccountingDocument) => Side[],
  mapping: Mapping,
): SideRow[] => documents.flatMap((document) => sides(document).map((side) => ({ document, side, mapping })));

/** One file of invoices, line by line, and one of everything else, side by side: what systems with an import of each take. */
export function invoicesAndJournal(
  documents: readonly AccountingDocument[],
  mapping: Mapping,
  invoices: { name: string; columns: CsvColumn<LineRow>[] },
  journal: { name: string; columns: CsvColumn<SideRow>[]; sides: (document: AccountingDocument) => Side[] },
): AccountingFile[] {
  const lines = documents
    .filter(isInvoice)
    .flatMap((document) => shownLines(document).map((line) => ({ document, line, mapping })));
  const others = documents.filter((document) => !isInvoice(document));
  return [
    { name: invoices.name, content: toCsv(lines, invoices.columns) },
    { name: journal.name, content: toCsv(sideRows(others, journal.sides, mapping), journal.columns) },
  ];
}
