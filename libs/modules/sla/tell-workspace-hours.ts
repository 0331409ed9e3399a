import { fillServerSlot } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { workspaceHours } from '@kelp/tickets';
import { loadCalendars } from './calendars';

/** The hours of the default SLA policy are the workspace's business hours. */
export const tellWorkspaceHours = fillServerSlot(workspaceHours, async (ctx) => {
  const standard = await ctx.db.maybe<{ calendarId: string }>(
    sql`select r.calendar_id from sla_policies p
        join sla_policy_revisions r on r.tenant_id = p.tenant_id and r.policy_id = p.id and r.revision = p.revision
        where p.tenant_id = ${ctx.tenant} and p.is_default and p.deleted_at is null limit 1`,
  );
  if (!standard) return null;
  return (await loadCalendars(ctx, [standard.calendarId])).get(standard.calendarId)?.schedule ?? null;
});
