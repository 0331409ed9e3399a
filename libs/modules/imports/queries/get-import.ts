import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { users } from '@kelp/identity';
import { getImport, type KindKey, type SystemKey } from '../contract';
import { imports } from '../tables';

/** One import, with the first rows of its file. */
export const getImportQuery = defineQuery(getImport, {
  permission: 'import.run',
  run: async (ctx, { id }) => {
    const { kind, system, fileSize, ...job } = await ctx.db.get(imports, id);
    const [person, sample, sameFile, upTo] = await Promise.all([
      ctx.db.find(users, { id: job.userId }),
      ctx.db.rows<{ line: number; cells: string[] }>(
        sql`select line, cells from import_rows where tenant_id = ${ctx.tenant} and import_id = ${id} order by line limit 5`,
      ),
      ctx.db.rows<{ id: string; createdAt: Date }>(
        sql`select id, created_at from imports where tenant_id = ${ctx.tenant} and sha256 = ${job.sha256} and kind = ${kind} and id <> ${id}
            and state in ('running', 'finished', 'stopped') order by created_at desc limit 5`,
      ),
      ctx.upTo(),
    ]);
    return {
      ...job,
      kind: kind as KindKey,
      system: system as SystemKey,
      fileSize: Number(fileSize),
      by: person?.name ?? '',
      sample,
      sameFile,
      abilities: abilitiesOf(ctx, ['import.run', 'import.undo']),
      upTo,
    };
  },
});
