import { defineQuery } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { unauthenticated } from '@kelp/std';
import { myFactors } from '../contract';
import { requiredFrom } from '../factors/factor-due-at';
import { confirmedFactors } from '../factors/use-factor';

/** The own second factors, and whether a role demands one. */
export const myFactorsQuery = defineQuery(myFactors, {
  signedIn: true,
  run: async (ctx) => {
    const { id, kind } = ctx.actor;
    const facts =
      kind === 'user' && id
        ? await ctx.db.maybe<{ requiredFrom: Date | null; recoveryCodesLeft: number }>(
            sql`select ${requiredFrom} as required_from, (select count(*)::integer from recovery_codes c
                  where c.tenant_id = u.tenant_id and c.user_id = u.id and c.used_at is null) as recovery_codes_left
                from users u where u.tenant_id = ${ctx.tenant} and u.id = ${id}`,
          )
        : undefined;
    if (!facts || !id) throw unauthenticated();
    const factors = (await confirmedFactors(ctx, id)).map((factor) => ({
      id: factor.id,
      kind: factor.kind,
      name: factor.name,
      createdAt: factor.createdAt,
      lastUsedAt: factor.lastUsedAt,
    }));
    return { factors, ...facts };
  },
});
