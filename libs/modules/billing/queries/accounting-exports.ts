import { abilitiesOf, defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy, notFound } from '@kelp/std';
import {
  checkAccountingExport,
  downloadAccountingFile,
  getAccountingExport,
  listAccountingExports,
  type ExportRow,
} from '../contract';
import { debitsOf, problemsOf } from '../domain/accounting/check-export';
import { referenceOf } from '../domain/accounting/documents';
import { loadAccounting } from '../load/load-accounting';
import { accountingBatches, accountingFiles, type BatchTotal } from '../tables/accounting';
import { loadMapping, namesOfNeeds } from './accounting-mappings';

const permission = 'accounting_export.read';
const most = 1000;
const rights = ['accounting_export.run', 'accounting_export.map'];

export const checkAccountingExportQuery = defineQuery(checkAccountingExport, {
  permission,
  isAboutAll: true,
  timeoutMs: 15_000,
  run: async (ctx, input) => {
    const { target } = input;
    const [{ documents, homeCurrency, ...found }, mapping, nameOf] = await Promise.all([
      loadAccounting(ctx, input),
      loadMapping(ctx, target),
      namesOfNeeds(ctx, target),
    ]);
    const problems = problemsOf(documents, target, mapping, homeCurrency);
    const waiting = new Map<
      string,
      { kind: (typeof problems)[0]['missing'][0]['kind']; key: string; ids: Set<string> }
    >();
    for (const { document, missing } of problems) {
      for (const { kind, key } of missing) {
        const known = waiting.get(`${kind} ${key}`) ?? { kind, key, ids: new Set<string>() };
        known.ids.add(document.entryId);
        waiting.set(`${kind} ${key}`, known);
      }
    }
    const refusals = groupBy(
      problems.flatMap(({ refusal }) => refusal ?? []),
      (sentence) => sentence,
    );
    return {
      ...found,
      kinds: [...groupBy(documents, ({ kind }) => kind)].map(([kind, own]) => ({ kind, count: own.length })),
      entryCount: documents.length,
      totals: debitsOf(documents),
      unmapped: [...waiting.values()].map(({ kind, key, ids }) => ({
        kind,
        key,
        name: nameOf(kind, key),
        count: ids.size,
      })),
      refused: [...refusals].map(([sentence, own]) => ({ sentence, count: own.length })),
      abilities: abilitiesOf(ctx, rights),
    };
  },
});

type Flat = Omit<ExportRow, 'from' | 'to' | 'totals'> & { fromOn: string | null; toOn: string; totals: BatchTotal[] };

const toRow = ({ id, target, fromOn, toOn, state, entryCount, errorCount, totals, ...row }: Flat): ExportRow => ({
  ...{ id, target, from: fromOn, to: toOn, state, entryCount, errorCount },
  totals: totals.map(({ currency, debit }) => ({ currency, debit: BigInt(debit) })),
  exportedAt: row.exportedAt,
  exportedBy: row.exportedBy,
  cancelledAt: row.cancelledAt,
  cancelledBy: row.cancelledBy,
});

export const listAccountingExportsQuery = defineQuery(listAccountingExports, {
  permission,
  isAboutAll: true,
  run: async (ctx, { target, after, limit }) => {
    const cursor = readCursor(after, ['string']);
    const rows = await ctx.db.rows<Flat>(
      sql`select * from accounting_batches where tenant_id = ${ctx.tenant} ${target ? sql`and target = ${target}` : sql``}
          ${cursor ? sql`and id < ${cursor[0]}::uuid` : sql``} order by id desc limit ${limit + 1}`,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      rows: page.map(toRow),
      next: rows.length > limit && last ? writeCursor([last.id]) : null,
      abilities: abilitiesOf(ctx, rights),
    };
  },
});

interface FlatDocument {
  entryId: string;
  kind: string;
  number: string | null;
  invoiceId: string | null;
  clientId: string;
  clientName: string;
  currency: string;
  debit: bigint;
  state: 'exported' | 'error' | 'cancelled';
  problem: string;
}

export const getAccountingExportQuery = defineQuery(getAccountingExport, {
  permission,
  isAboutAll: true,
  run: async (ctx, { id }) => {
    const batch = await ctx.db.get(accountingBatches, id);
    const [files, documents] = await Promise.all([
      ctx.db.rows<{ name: string; size: number; sha256: string }>(
        sql`select name, octet_length(content) as size, sha256 from accounting_files where tenant_id = ${ctx.tenant} and batch_id = ${id} order by name`,
      ),
      ctx.db.rows<FlatDocument>(
        sql`select d.entry_id, e.kind, case when e.kind in ('invoice', 'credit_note', 'opening_balance') then i.number_text end as number, e.invoice_id, k.id as client_id, k.name as client_name,
              e.currency, (select coalesce(sum(p.amount) filter (where p.amount > 0), 0)::bigint from postings p
                where p.tenant_id = e.tenant_id and p.entry_id = e.id) as debit, d.state, d.problem
            from accounting_documents d join journal_entries e on e.tenant_id = d.tenant_id and e.id = d.entry_id
            join clients k on k.tenant_id = e.tenant_id and k.id = e.client_id
            left join invoices i on i.tenant_id = e.tenant_id and i.id = e.invoice_id
            where d.tenant_id = ${ctx.tenant} and d.batch_id = ${id} order by d.problem = '', e.booked_at, e.id limit ${most + 1}`,
      ),
    ]);
    return {
      ...toRow(batch),
      files,
      documents: documents.slice(0, most).map(({ number, clientId, clientName, ...row }) => ({
        ...row,
        reference: number ?? referenceOf(row.kind, row.entryId),
        client: { id: clientId, name: clientName },
      })),
      isCut: documents.length > most,
      abilities: abilitiesOf(ctx, rights),
    };
  },
});

/** A file as it was made when it was exported; the first one when no name is given. */
export const downloadAccountingFileQuery = defineQuery(downloadAccountingFile, {
  permission,
  isAboutAll: true,
  run: async (ctx, { id, name }) => {
    const { toOn } = await ctx.db.get(accountingBatches, id);
    const files = await ctx.db.list(accountingFiles, { batchId: id, ...(name ? { name } : {}) }, { orderBy: 'name' });
    const [file] = files;
    if (!file) throw notFound('file');
    return { filename: file.name.replace('.csv', `-${toOn}.csv`), csv: file.content, next: null };
  },
});
