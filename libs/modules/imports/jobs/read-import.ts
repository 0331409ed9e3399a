import { defineJob, fileStorage, z, type Ctx, type JobUnit } from '@kelp/kernel';
import { isAppError } from '@kelp/std';
import type { KindKey, SystemKey } from '../contract';
import { readTable, type ReadTable } from '../domain/read-table';
import { mappingFor } from '../packs/mapping-for';
import { noteProgress, type Import } from '../run/stretch';
import { importRows, imports } from '../tables';

const chunk = 5000;

/** Reads a file into rows, finds which column fills which field, and lets go of the file's bytes. */
export const readImport = defineJob({
  name: 'import.read',
  queue: 'imports',
  input: z.object({ importId: z.uuid() }),
  key: ({ importId }) => importId,
  process: async (unit, { importId }) => {
    const job = await unit.transaction((ctx) => ctx.db.get(imports, importId));
    if (job.state !== 'reading' || !job.storageKey) return;
    const table = await tableOf(unit, job);
    if (table) await storeRows(unit, job, table);
    await fileStorage().delete(job.storageKey);
  },
});

/** The table in the file; null when there is none, which is then said beside the import. */
async function tableOf(unit: JobUnit, { id, storageKey }: Import): Promise<ReadTable | null> {
  try {
    return readTable(await bytesOf(storageKey ?? ''));
  } catch (error) {
    if (!isAppError(error) || error.status >= 500) throw error;
    await unit.transaction(async (ctx) => {
      await ctx.db.update(imports, id, { state: 'unreadable', problem: error.message, storageKey: null });
      ctx.touch('import');
    });
    return null;
  }
}

async function bytesOf(key: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await fileStorage().get(key)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function storeRows(unit: JobUnit, job: Import, { columns, rows, encoding, delimiter }: ReadTable): Promise<void> {
  await unit.transaction(async (ctx) => {
    for (let start = 0; start < rows.length; start += chunk)
      await storeChunk(ctx, job.id, rows.slice(start, start + chunk));
    const mapping = mappingFor(job.kind as KindKey, job.system as SystemKey, columns);
    const read = { state: 'mapping' as const, storageKey: null, columns, mapping, encoding, delimiter };
    await ctx.db.update(imports, job.id, { ...read, total: rows.length });
    await noteProgress(ctx, job.id);
  });
}

const storeChunk = (ctx: Ctx, importId: string, rows: ReadTable['rows']) =>
  ctx.db.insertMany(
    importRows,
    rows.map(({ line, cells, fault }) => ({
      importId,
      line,
      cells,
      state: fault ? ('broken' as const) : ('waiting' as const),
      problems: fault ? [{ column: null, value: null, message: fault }] : [],
    })),
  );
