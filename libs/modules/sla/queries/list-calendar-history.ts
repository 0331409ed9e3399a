import { defineQuery } from '@kelp/kernel';
import { loadVersions } from '../calendars';
import { listCalendarHistory } from '../contract';
import { listChanges } from '../domain/list-changes';
import { businessCalendars } from '../tables';

/** Who set which hours from when: each version with its difference from the one before, newest first. */
export const listCalendarHistoryQuery = defineQuery(listCalendarHistory, {
  permission: 'business_hours.read',
  run: async (ctx, { id }) => {
    await ctx.db.get(businessCalendars, id);
    const versions = await loadVersions(ctx, id);
    const rows = versions.map(({ number, effectiveAt, recordedAt, recordedBy, schedule }, at) => {
      const before = versions[at - 1];
      return {
        number,
        effectiveAt,
        recordedAt,
        recordedBy,
        changes: before ? listChanges(byDate(before.schedule), byDate(schedule)) : [],
      };
    });
    return { rows: rows.reverse() };
  },
});

type Schedule = Awaited<ReturnType<typeof loadVersions>>[number]['schedule'];

const byDate = ({ holidays, exceptions = [], ...rest }: Schedule) => ({
  ...rest,
  holidays: Object.fromEntries(holidays.map(({ date, name }) => [date, name])),
  exceptions: Object.fromEntries(exceptions.map(({ date, intervals }) => [date, intervals])),
});
