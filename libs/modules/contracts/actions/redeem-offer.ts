import { defineAction, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { sql } from '@kelp/platform/db';
import { addDays, invalid, laterDate, refused } from '@kelp/std';
import { redeemOffer } from '../contract';
import { discounts } from '../tables/discounts';
import { findTarget, tellContract } from '../write-discount';
import { dayText } from '../days-of-contract';

/** The offer of a code, locked so that two redemptions count each other. Upper and lower case are one. Throws invalid. */
async function lockOffer(ctx: Ctx, code: string): Promise<Row<typeof discounts>> {
  const found = await ctx.db.maybe<{ id: string }>(
    sql`select id from discounts where tenant_id = ${ctx.tenant} and lower(code) = lower(${code})`,
  );
  if (!found) throw invalid(`There is no offer with the code "${code}". Look at the code again.`, { code: 'Unknown.' });
  return ctx.db.lock(discounts, found.id);
}

/** Turns a code into a discount of a client, a contract or a line, for the time that the offer holds. */
export const redeemOfferAction = defineAction(redeemOffer, {
  permission: 'discount.create',
  run: async (ctx, { code, target, from }) => {
    const { columns, contract } = await findTarget(ctx, target);
    const offer = await lockOffer(ctx, code);
    if (offer.validTo !== null && from >= offer.validTo) {
      throw refused(
        'discount.offer_over',
        `This offer has ended: its last day was ${dayText(ctx, addDays(offer.validTo, -1))}.`,
      );
    }
    if (offer.currency && contract && offer.currency !== contract.currency) {
      throw refused(
        'discount.other_currency',
        `This offer is in ${offer.currency}, the contract in ${contract.currency}.`,
      );
    }
    const taken = (await ctx.db.list(discounts, { offerId: offer.id })).length;
    if (offer.maxRedemptions !== null && taken >= offer.maxRedemptions) {
      throw refused('discount.offer_taken', 'This offer is taken as often as it may be.');
    }
    const { name, level, percent, amount, currency, cap, repeats, isThirdPartyFunded, validTo } = offer;
    const kept = { name, level, percent, amount, currency, cap, repeats, isThirdPartyFunded, validTo };
    const validFrom = laterDate(from, offer.validFrom);
    const { id } = await ctx.db.insert(discounts, { ...kept, ...columns, offerId: offer.id, validFrom });
    tellContract(ctx, contract);
    return { id, name };
  },
});
