import { invalid } from '@kelp/std';
import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { planBackTest } from '../back-tests/back-test-plan';
import { countedTickets } from '../back-tests/count-chunk';
import { startBackTest } from '../contract';
import { emptyResult } from '../domain/compare-verdicts';
import { runBackTest } from '../jobs/run-back-test';
import { slaBackTests } from '../tables';

const longestMs = 3 * 366 * 24 * 3_600_000;

/**
 * Tries a draft on tickets that were closed in a period, in the background. Nothing but the result is written, and it takes the
 * place of the same person's one before.
 */
export const startBackTestAction = defineAction(startBackTest, {
  permission: 'sla_policy.update',
  run: async (ctx, { draft, from, until }) => {
    if (until <= from) {
      throw invalid('The period ends before it begins. Choose a later end.', { until: 'Choose a later day.' });
    }
    if (until.getTime() - from.getTime() > longestMs) {
      throw invalid('At most three years can be tried at once. Choose a shorter period.', {
        from: 'Choose a later day.',
      });
    }
    const plan = await planBackTest(ctx, draft);
    const requestedBy = ctx.actor.id;
    await ctx.db.rows(
      sql`delete from sla_back_tests where tenant_id = ${ctx.tenant} and requested_by is not distinct from ${requestedBy}::uuid`,
    );
    const { count } = await ctx.db.one<{ count: number }>(
      sql`select count(*)::int as count ${countedTickets(ctx.tenant, plan, from, until)}`,
    );
    const { id } = await ctx.db.insert(slaBackTests, {
      requestedBy,
      policyId: 'policyId' in draft ? draft.policyId : null,
      draft: plan,
      since: from,
      until,
      total: count,
      result: emptyResult(),
    });
    await ctx.enqueue(runBackTest, { backTestId: id });
    return { id };
  },
});
