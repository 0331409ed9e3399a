import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { addDays, type LocalDate } from '@kelp/std';
import { timesheetLate } from './events';
import { about } from './settle-sheets';
import { periodSetting } from './settings';
import { ensureSheet } from './sheets';
import { timesheets } from './tables/timesheets';

/** Who has logged nothing for this long does not log time. */
const activeDays = 60;
/** What is older than this is for the report of missing sheets. */
const oldestDays = 31;

/** Tells everybody once a period whose sheet is late: the period is over for as long as the workspace waits, and the sheet is not handed in. */
export async function remindLate(ctx: Ctx, today: LocalDate): Promise<void> {
  const { remindAfterDays } = await ctx.setting(periodSetting);
  if (remindAfterDays === null) return;
  const late = await ctx.db.rows<{ userId: string; startsOn: LocalDate }>(
    sql`select u.id as user_id, p.starts_on from users u join time_periods p on p.tenant_id = u.tenant_id
        left join timesheets s on s.tenant_id = u.tenant_id and s.user_id = u.id and s.period_id = p.id
        where u.tenant_id = ${ctx.tenant} and u.type = 'internal' and u.is_active and p.ends_on <= ${addDays(today, 1 - remindAfterDays)}
          and p.ends_on > ${addDays(today, -oldestDays)} and coalesce(s.state, 'draft') in ('draft', 'changes_requested')
          and s.reminded_at is null
          and (u.created_at < (p.ends_on + 1)::timestamptz or exists (select 1 from time_entries w where w.tenant_id = u.tenant_id
            and w.user_id = u.id and w.work_date >= p.starts_on and w.work_date < p.ends_on))
          and exists (select 1 from time_entries e where e.tenant_id = u.tenant_id and e.user_id = u.id
            and e.work_date >= ${addDays(today, -activeDays)})
        order by u.id, p.starts_on`,
  );
  for (const { userId, startsOn } of late) {
    const sheet = await ensureSheet(ctx, userId, startsOn);
    await ctx.db.update(timesheets, sheet.id, { remindedAt: ctx.now() });
    ctx.emit(timesheetLate, sheet.id, about(sheet));
  }
}
