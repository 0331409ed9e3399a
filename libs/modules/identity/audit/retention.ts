import { defineAction, defineJob, defineSchedule, z, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { recordChange } from '@kelp/tenants';
import { setAuditRetention } from '../contract';
import { assertProved } from '../factors/prove';
import { auditRetention } from '../settings';

/** How long changes are kept. What is older goes in the night after, from the beginning of the chain, and the trail says so. */
export const setAuditRetentionAction = defineAction(setAuditRetention, {
  permission: 'audit_log.set_retention',
  run: async (ctx, { keptMonths }) => {
    await assertProved(ctx);
    const before = { keptMonths: await ctx.setting(auditRetention) };
    await ctx.saveSetting(auditRetention, keptMonths);
    const action = 'audit_log.set_retention';
    await recordChange(ctx, { action, subject: 'tenant_settings', subjectId: null, before, after: { keptMonths } });
    ctx.touch('audit_log');
    return { keptMonths };
  },
});

/** Statements of five thousand rows that one night may take. */
const roundsANight = 40;

async function prune(ctx: Ctx): Promise<void> {
  const months = await ctx.setting(auditRetention);
  if (months === null) return;
  const before = new Date(ctx.now());
  before.setUTCMonth(before.getUTCMonth() - months);
  let total = 0;
  for (let round = 0; round < roundsANight; round += 1) {
    const gone = await ctx.db.maybe<{ rowsGone: number; seq: bigint; hash: string }>(
      sql`select rows_gone, seq, hash from prune_audit(${before})`,
    );
    if (!gone) return;
    total += gone.rowsGone;
    // the new beginning of the chain stands in the chain: whoever verifies it looks for this row
    await recordChange(ctx, {
      action: 'audit_log.prune',
      subject: 'audit_log',
      subjectId: null,
      before: null,
      after: { rows: total, before: before.toISOString(), seq: String(gone.seq), hash: gone.hash },
    });
  }
}

export const pruneAudit = defineJob({
  name: 'identity.prune_audit',
  queue: 'default',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  run: prune,
});

export const pruneNightly = defineSchedule('identity.prune_audit', '10 4 * * *', 'UTC', pruneAudit);
