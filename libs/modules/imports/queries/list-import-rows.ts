import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { invalid, toCsvPage } from '@kelp/std';
import { exportFailedRows, listImportRows, type KindKey, type RowState } from '../contract';
import { wordsFor } from '../domain/read-row';
import { kinds } from '../kinds';
import { importRows, imports } from '../tables';

type Found = Pick<Row<typeof importRows>, 'line' | 'cells' | 'state' | 'problems' | 'entityId'>;

const rowsAfter = (ctx: ReadCtx, id: string, states: readonly RowState[] | null, after: number, limit: number) =>
  ctx.db.rows<Found>(
    sql`select line, cells, state, problems, entity_id from import_rows
        where tenant_id = ${ctx.tenant} and import_id = ${id} and line > ${after}
          and (${states}::text[] is null or state = any(${states}::text[]))
        order by line limit ${limit + 1}`,
  );

/** What was found about each row, or became of it, in the order of the file. */
export const listImportRowsQuery = defineQuery(listImportRows, {
  permission: 'import.run',
  run: async (ctx, { id, states, after, limit }) => {
    const job = await ctx.db.get(imports, id);
    const kind = kinds[job.kind as KindKey];
    const found = await rowsAfter(ctx, id, states ?? null, after, limit);
    const rows = found.slice(0, limit).map(({ line, cells, state, problems, entityId }) => ({
      line,
      state,
      problems,
      title:
        wordsFor(cells, job, kind.title) ||
        cells
          .filter((cell) => cell.trim() !== '')
          .slice(0, 2)
          .join(' '),
      href: entityId && state !== 'undone' ? kind.href(entityId) : null,
    }));
    return { rows, next: found.length > limit ? (rows.at(-1)?.line ?? null) : null };
  },
});

const pageSize = 1000;
const failed: readonly RowState[] = ['broken', 'problem', 'failed', 'kept'];

/** One page of the rows that were not written, or not taken back, with their reason; formulas made harmless. */
export const exportFailedRowsQuery = defineQuery(exportFailedRows, {
  permission: 'import.run',
  run: async (ctx, { id, after }) => {
    const job = await ctx.db.get(imports, id);
    const line = after === undefined ? 0 : Number(after);
    if (!Number.isInteger(line) || line < 0)
      throw invalid('The address of this export is not complete. Start it again.');
    const found = await rowsAfter(ctx, id, failed, line, pageSize);
    const rows = found.slice(0, pageSize);
    const columns = [
      ...job.columns.map((header, place) => ({ header, value: ({ cells }: Found) => cells[place] })),
      { header: 'Line', value: ({ line: number }: Found) => number },
      { header: 'Reason', value: ({ problems }: Found) => problems.map(sentenceOf).join(' ') },
    ];
    const name = job.fileName.replace(/\.[a-z0-9]{1,5}$/i, '');
    return {
      filename: `${name}-failed.csv`,
      csv: toCsvPage(rows, columns, after === undefined),
      next: found.length > pageSize ? String(rows.at(-1)?.line ?? '') : null,
    };
  },
});

const sentenceOf = ({ column, message }: Found['problems'][number]) => (column ? `${column}: ${message}` : message);
