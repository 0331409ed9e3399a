import type { Ctx } from '@kelp/kernel';
import { clientLocations } from '../tables';

/** What one location of a client can be to it. */
export const marks = ['isDefault', 'isBilling', 'isShipping'] as const;
type Marks = { [K in (typeof marks)[number]]?: boolean | undefined };

/** Takes from other locations of the locked client the marks that one of them gets now: of each there is one. */
export async function takeMarks(ctx: Ctx, clientId: string, given: Marks, own: string | null): Promise<void> {
  for (const mark of marks) {
    if (!given[mark]) continue;
    const former = await ctx.db.find(clientLocations, { clientId, [mark]: true });
    if (former && former.id !== own) await ctx.db.update(clientLocations, former.id, { [mark]: false });
  }
}
