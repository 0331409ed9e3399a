import { defineJob, defineSchedule, z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { expiryPostings } from '../domain/postings';
import { today } from '../load/today';
import { expiredCredit } from '../settings';
import { creditUses } from '../tables/credits';
import { bookEntries } from '../write/book-entries';
import { lockLots } from '../write/use-credit';

/** Takes what is left of expired credit out of the liability: income, or a debt of another kind, as the workspace has chosen. */
export const expireCredits = defineJob({
  name: 'billing.expire_credits',
  queue: 'billing',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  run: async (ctx) => {
    const on = await today(ctx);
    const owners = await ctx.db.rows<{ clientId: string }>(
      sql`select distinct client_id from credit_lots where tenant_id = ${ctx.tenant} and expires_on <= ${on}`,
    );
    const lots = await lockLots(
      ctx,
      owners.map(({ clientId }) => clientId),
    );
    const gone = lots
      .filter(({ expiresOn }) => expiresOn !== null && expiresOn <= on)
      .map((lot) => ({ ...lot, useId: ctx.newId() }));
    if (gone.length === 0) return;
    const to = (await ctx.setting(expiredCredit)) === 'income' ? 'expired_credit' : 'unclaimed_credit';
    const by = { usedAt: ctx.now(), usedBy: ctx.actor.name };
    await ctx.db.insertMany(
      creditUses,
      gone.map(({ id, remaining, useId }) => ({
        id: useId,
        lotId: id,
        kind: 'expiry' as const,
        amount: remaining,
        ...by,
      })),
    );
    await bookEntries(
      ctx,
      gone.map(({ id, clientId, currency, remaining, useId }) => ({
        ...{
          kind: 'expiry' as const,
          sourceId: useId,
          clientId,
          invoiceId: null,
          paymentId: null,
          lotId: id,
          currency,
        },
        postings: expiryPostings({ clientId, currency }, remaining, to),
      })),
    );
    ctx.touch('credit');
  },
});

/** Every hour, so that credit is gone soon after the day begins in the workspace's own zone. */
export const expireCreditsEveryHour = defineSchedule('billing.expire_credits', '7 * * * *', 'UTC', expireCredits);
