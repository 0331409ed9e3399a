import type { JobUnit } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { RowProblem } from '../contract';
import { readRow } from '../domain/read-row';
import { kinds } from '../kinds';
import { imports } from '../tables';
import { readingOf } from './stretch';

const chunk = 2000;

/** Marks what can be told from the file alone: values that cannot be read, and lines that are about the same record as one above. */
export async function findClashes(unit: JobUnit, importId: string): Promise<void> {
  const lineOf = new Map<string, number>();
  for (let after = 0, isMore = true; isMore;) {
    const last = await unit.transaction(async (ctx) => {
      const job = await ctx.db.get(imports, importId);
      const kind = kinds[job.kind as keyof typeof kinds];
      const reading = await readingOf(ctx, job);
      const rows = await ctx.db.rows<{ line: number; cells: string[]; state: string }>(
        sql`select line, cells, state from import_rows where tenant_id = ${ctx.tenant} and import_id = ${importId} and line > ${after}
            order by line limit ${chunk}`,
      );
      const marked: { line: number; problems: RowProblem[] }[] = [];
      for (const { line, cells, state } of rows) {
        if (state !== 'waiting') continue;
        const { values, problems } = readRow(cells, kind.fields, job, reading);
        const id = values['externalId'];
        const keys = [...kind.keysOf(values), ...(id && !kind.isInParts ? [`id:${String(id)}`] : [])];
        const above = keys.map((key) => lineOf.get(key)).find((one) => one !== undefined);
        const repeated = `Line ${above ?? 0} is about the same record. Keep one of the two lines.`;
        const all = above === undefined ? problems : [...problems, { column: null, value: null, message: repeated }];
        if (all.length > 0) marked.push({ line, problems: all });
        // A line with a fault is not written, so it does not stand in the way of a better one below.
        else for (const key of keys) lineOf.set(key, line);
      }
      if (marked.length > 0)
        await ctx.db.rows(
          sql`update import_rows r set state = 'problem', problems = m.problems::jsonb
              from unnest(${marked.map(({ line }) => line)}::int[], ${marked.map(({ problems }) => JSON.stringify(problems))}::text[]) as m (line, problems)
              where r.tenant_id = ${ctx.tenant} and r.import_id = ${importId} and r.line = m.line and r.state = 'waiting'`,
        );
      return rows.length === chunk ? (rows.at(-1)?.line ?? null) : null;
    });
    isMore = last !== null;
    after = last ?? after;
  }
}
