import { createHash } from 'node:crypto';
import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, refused } from '@kelp/std';
import { lockWorkspace } from '@kelp/tenants';
import { cancelAccountingExport, runAccountingExport, saveAccountingMappings } from '../contract';
import { adapters } from '../domain/accounting/adapters';
import { debitsOf, problemsOf, type DocumentProblem } from '../domain/accounting/check-export';
import type { AccountingDocument, AccountingFile } from '../domain/accounting/documents';
import { kindsOf, type Target } from '../domain/accounting/targets';
import { loadAccounting } from '../load/load-accounting';
import { loadMapping, namesOfNeeds } from '../queries/accounting-mappings';
import { accountingBatches, accountingDocuments, accountingFiles, accountingMappings } from '../tables/accounting';

export const saveAccountingMappingsAction = defineAction(saveAccountingMappings, {
  permission: 'accounting_export.map',
  run: async (ctx, { target, rows }) => {
    const known = new Map(
      (await ctx.db.list(accountingMappings, { target })).map((row) => [`${row.kind} ${row.key}`, row]),
    );
    let saved = 0;
    for (const { kind, key, value } of rows) {
      if (!kindsOf[target].includes(kind)) throw invalid(`This system maps nothing of the kind "${kind}".`);
      const before = known.get(`${kind} ${key}`);
      if ((before?.value ?? '') === value) continue;
      saved += 1;
      if (!before) await ctx.db.insert(accountingMappings, { target, kind, key, value });
      else if (value === '') await ctx.db.remove(accountingMappings, before.id);
      else await ctx.db.update(accountingMappings, before.id, { value });
    }
    ctx.touch('accounting_export');
    return { saved };
  },
});

const sentenceOf = ({ missing, refusal }: DocumentProblem, nameOf: (kind: string, key: string) => string): string =>
  refusal ?? `Not mapped: ${[...new Set(missing.map(({ kind, key }) => nameOf(kind, key)))].join(', ')}.`;

async function store(
  ctx: Ctx,
  target: Target,
  batchId: string,
  files: readonly AccountingFile[],
  documents: readonly AccountingDocument[],
  problems: ReadonlyMap<string, string>,
): Promise<void> {
  await ctx.db.insertMany(
    accountingFiles,
    files.map(({ name, content }) => ({
      ...{ id: ctx.newId(), batchId, name, content },
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  );
  await ctx.db.insertMany(
    accountingDocuments,
    documents.map(({ entryId }) => {
      const problem = problems.get(entryId) ?? '';
      const state = problem ? ('error' as const) : ('exported' as const);
      return { id: ctx.newId(), batchId, target, entryId, state, problem };
    }),
  );
}

/** Writes the files of what the system has not, and keeps them with the state of every entry. */
export const runAccountingExportAction = defineAction(runAccountingExport, {
  permission: 'accounting_export.run',
  isAboutAll: true,
  run: async (ctx, { skipsProblems, ...range }) => {
    // the next export must see what this one takes
    await lockWorkspace(ctx);
    const { target } = range;
    const [found, mapping, nameOf] = await Promise.all([
      loadAccounting(ctx, range),
      loadMapping(ctx, target),
      namesOfNeeds(ctx, target),
    ]);
    const problems = problemsOf(found.documents, target, mapping, found.homeCurrency);
    if (problems.length > 0 && !skipsProblems) {
      throw refused(
        'accounting_export.problems',
        `${problems.length} of ${found.documents.length} entries cannot be exported yet. Map what is missing, or leave them for a later export.`,
      );
    }
    const faulty = new Map(problems.map((problem) => [problem.document.entryId, sentenceOf(problem, nameOf)]));
    const taken = found.documents.filter(({ entryId }) => !faulty.has(entryId));
    if (taken.length === 0) throw refused('accounting_export.nothing', 'There is nothing to export in these days.');
    const { id } = await ctx.db.insert(accountingBatches, {
      ...{ target, fromOn: found.from, toOn: found.to, entryCount: taken.length, errorCount: faulty.size },
      totals: debitsOf(taken).map(({ currency, debit }) => ({ currency, debit: debit.toString() })),
      ...{ exportedAt: ctx.now(), exportedBy: ctx.actor.name },
    });
    await store(ctx, target, id, adapters[target].files(taken, mapping), found.documents, faulty);
    ctx.touch('accounting_export');
    return { id, entryCount: taken.length, errorCount: faulty.size };
  },
});

export const cancelAccountingExportAction = defineAction(cancelAccountingExport, {
  permission: 'accounting_export.run',
  isAboutAll: true,
  run: async (ctx, { id }) => {
    const batch = await ctx.db.lock(accountingBatches, id);
    if (batch.state === 'cancelled') {
      throw refused(
        'accounting_export.cancelled',
        'This export is cancelled already. Its entries can be exported again.',
      );
    }
    const change = { state: 'cancelled' as const, cancelledAt: ctx.now(), cancelledBy: ctx.actor.name };
    await ctx.db.update(accountingBatches, id, change);
    await ctx.db.rows(
      sql`update accounting_documents set state = 'cancelled' where tenant_id = ${ctx.tenant} and batch_id = ${id} and state = 'exported'`,
    );
    ctx.touch('accounting_export');
    return { id };
  },
});
