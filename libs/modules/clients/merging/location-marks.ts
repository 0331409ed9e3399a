import type { Ctx } from '@kelp/kernel';
import { marks } from '../actions/move-location-marks';
import { clientLocations } from '../tables';
import type { Adjust } from './take-back';

/** Of the locations that go back one has each mark: where one was given the mark since, it keeps it. */
export const backMarks: Adjust = (patches, rows) => {
  const given = new Set(
    marks.filter((mark) => patches.some(({ id, patch }) => rows.get(id)?.[mark] === true && patch[mark] !== false)),
  );
  return patches.map(({ patch, ...rest }) => {
    const kept = Object.entries(patch).filter(([name, value]) => !(value === true && given.has(name as never)));
    return { ...rest, patch: Object.fromEntries(kept) };
  });
};

/** A client with locations has a default one. */
export async function fillDefault(ctx: Ctx, clientId: string): Promise<void> {
  const all = await ctx.db.list(clientLocations, { clientId }, { orderBy: 'name' });
  const [first] = all;
  if (first && !all.some(({ isDefault }) => isDefault))
    await ctx.db.update(clientLocations, first.id, { isDefault: true });
}
