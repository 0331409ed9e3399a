import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalidFields, notFound, numberText, stale } from '@kelp/std';
import { saveNumberSeries, type NumberSeries } from '../contract';
import { prefixFault } from '../domain/number-prefix';
import { readNumberSeries, type KnownSeries } from '../read-number-series';
import { recordChange } from '../record-change';

const editable = ['prefix', 'padding', 'next'] as const;
type Wanted = Pick<NumberSeries, (typeof editable)[number]>;

/**
 * Another prefix, length or next number for the records to come. All series are held meanwhile, so that no number is taken between the check and
 * the change, and no two get one prefix.
 */
export const saveNumberSeriesAction = defineAction(saveNumberSeries, {
  permission: 'numbering.update',
  run: async (ctx, { kind, version, ...given }) => {
    const all = await readNumberSeries(ctx, { lock: true });
    const before = all.find((series) => series.kind === kind);
    if (!before) throw notFound('number series');
    const { formerPrefixes, ...known } = before;
    const wanted: Wanted = { ...given, next: given.next ?? before.next };
    const changed = editable.filter((field) => wanted[field] !== before[field]);
    if (version !== before.version) throw stale('number series', changed);
    if (changed.length === 0) return known;
    assertFits(all, before, wanted);
    const former = [...new Set([...formerPrefixes, before.prefix])].filter((prefix) => prefix !== wanted.prefix);
    await ctx.db.rows(
      sql`update number_series set prefix = ${wanted.prefix}, padding = ${wanted.padding}, next = ${BigInt(wanted.next)},
            former_prefixes = ${former}::text[], version = version + 1
          where tenant_id = ${ctx.tenant} and kind = ${kind}`,
    );
    const pick = (row: Wanted) => Object.fromEntries(changed.map((field) => [field, row[field]]));
    await recordChange(ctx, {
      action: saveNumberSeries.name,
      subject: 'number_series',
      subjectId: null,
      before: { kind, ...pick(before) },
      after: { kind, ...pick(wanted) },
    });
    return { ...known, ...wanted, version: before.version + 1 };
  },
});

function assertFits(all: readonly KnownSeries[], before: KnownSeries, wanted: Wanted): void {
  const { kind, last, next, mayChooseNext } = before;
  const fault = prefixFault(kind, wanted.prefix);
  if (fault) throw invalidFields({ prefix: fault });
  const same = (prefix: string) => prefix.toLowerCase() === wanted.prefix.toLowerCase();
  if (all.some((one) => one.kind !== kind && [...one.formerPrefixes, one.prefix].some(same)))
    throw invalidFields({ prefix: 'Other numbers begin so already. Choose another prefix.' });
  if (wanted.next === next) return;
  if (!mayChooseNext)
    throw invalidFields({
      next: `These numbers have no gaps, so the next one stays ${next} once the first was issued.`,
    });
  if (last !== null && wanted.next <= last)
    throw invalidFields({ next: `${numberText(wanted, BigInt(last))} is taken. Give ${last + 1} or more.` });
}
