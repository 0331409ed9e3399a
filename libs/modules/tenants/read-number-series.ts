import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { numberKind, type NumberSeries } from './contract/numbering';
import { lastNumbers } from './numbering-slot';

type Flat = Pick<NumberSeries, 'kind' | 'prefix' | 'padding' | 'version'> & { next: bigint; formerPrefixes: string[] };

/** How a kind of record is numbered, with the prefixes that it had. */
export type KnownSeries = NumberSeries & { formerPrefixes: string[] };

/** The series of the workspace in the order of the page. With `lock` they stay as they are until the commit: nobody takes a number meanwhile. */
export async function readNumberSeries(ctx: ReadCtx, { lock }: { lock: boolean }): Promise<KnownSeries[]> {
  const rows = await ctx.db.rows<Flat>(
    sql`select kind, prefix, padding, next, former_prefixes, version from number_series where tenant_id = ${ctx.tenant}
        order by kind ${lock ? sql`for update` : sql``}`,
  );
  const lasts = await ctx.askSlot(lastNumbers, {});
  return numberKind.options.flatMap((kind) => {
    const row = rows.find((one) => one.kind === kind);
    const last = lasts.find((one) => one.kind === kind)?.last ?? null;
    return row
      ? [
          {
            ...row,
            next: Number(row.next),
            last: last === null ? null : Number(last),
            mayChooseNext: kind === 'ticket' || last === null,
          },
        ]
      : [];
  });
}
