import type { MergePart, MergeQuestion } from '@kelp/clients';
import type { ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { discounts } from './tables/discounts';

/**
 * Discounts go along with a merged client. Of an offer that both redeemed the one that stays keeps its own redemption: an offer counts once
 * for a client, and what the merged one used of its own stays on its invoices.
 */
export async function discountsOfMerge(ctx: ReadCtx, question: MergeQuestion): Promise<MergePart[]> {
  const part = { table: discounts.name, permission: 'discount.read' };
  const { moving, staying } = await sortDiscounts(ctx, question);
  return [
    {
      ...part,
      one: 'discount',
      other: 'discounts',
      fate: 'moves',
      count: moving.length,
      move: async (writing) => {
        for (const { id } of (await sortDiscounts(writing, question)).moving)
          await writing.db.update(discounts, id, { clientId: question.into });
      },
    },
    {
      ...part,
      one: 'redemption of an offer that both have',
      other: 'redemptions of offers that both have',
      fate: 'stays',
      count: staying.length,
    },
  ];
}

async function sortDiscounts(ctx: ReadCtx, { from, into }: MergeQuestion) {
  const theirs = await ctx.db.list(discounts, { clientId: from }, { orderBy: 'id' });
  const others = await ctx.db.list(discounts, { clientId: into });
  const redeemed = new Set(others.flatMap(({ offerId }) => offerId ?? []));
  const isDouble = ({ offerId }: Row<typeof discounts>) => offerId !== null && redeemed.has(offerId);
  return { moving: theirs.filter((one) => !isDouble(one)), staying: theirs.filter(isDouble) };
}
