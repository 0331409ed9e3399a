import { users } from '@kelp/identity';
import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { invalid, placeFrom } from '@kelp/std';
import { lockWorkspace, readTenant } from '@kelp/tenants';
import { removeCostRate, setCostRate } from '../contract';
import { today } from '../load/today';
import { costRates } from '../tables/cost-rates';

type Target = z.output<typeof setCostRate.input>['target'];

/** The columns that name the target. Throws for a client user: only colleagues cost hours. */
async function columnsOf(ctx: Ctx, target: Target): Promise<{ userId: string | null; role: string | null }> {
  if (target.kind === 'default') return { userId: null, role: null };
  if (target.kind === 'role') return { userId: null, role: target.role };
  const { type } = await ctx.db.get(users, target.userId);
  if (type !== 'internal') throw invalid('Choose one of your colleagues. People of clients cost no hours.');
  return { userId: target.userId, role: null };
}

export const setCostRateAction = defineAction(setCostRate, {
  permission: 'billing.set_cost',
  run: async (ctx, { target, cost, validFrom }) => {
    // so that two that begin on one day find each other
    await lockWorkspace(ctx);
    const where = { ...(await columnsOf(ctx, target)), currency: (await readTenant(ctx)).currency };
    const from = validFrom ?? (await today(ctx));
    const { same, ends, validTo } = placeFrom(await ctx.db.list(costRates, where), from);
    ctx.touch('cost_rate');
    if (same) return { id: (await ctx.db.update(costRates, same.id, { cost })).id };
    if (ends) await ctx.db.update(costRates, ends.id, { validTo: from });
    return { id: (await ctx.db.insert(costRates, { ...where, cost, validFrom: from, validTo })).id };
  },
});

export const removeCostRateAction = defineAction(removeCostRate, {
  permission: 'billing.set_cost',
  run: async (ctx, { id }) => {
    await lockWorkspace(ctx);
    const { userId, role, currency, validFrom, validTo } = await ctx.db.lock(costRates, id);
    await ctx.db.remove(costRates, id);
    const before = await ctx.db.find(costRates, { userId, role, currency, validTo: validFrom });
    if (before) await ctx.db.update(costRates, before.id, { validTo });
    ctx.touch('cost_rate');
    return { id };
  },
});
