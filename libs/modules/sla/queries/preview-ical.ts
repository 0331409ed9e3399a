import { defineQuery } from '@kelp/kernel';
import { notFound } from '@kelp/std';
import { previewIcal } from '../contract';
import { compareDays } from '../holidays/compare-days';
import { readIcal } from '../holidays/read-ical';
import { holidayCalendars, holidayDates } from '../tables';

/** How many years ahead repeating events are laid out. */
const yearsAhead = 4;

/** What a file holds and what it would change; nothing is stored until somebody saves it. */
export const previewIcalQuery = defineQuery(previewIcal, {
  permission: 'business_hours.read',
  run: async (ctx, { text, id }) => {
    if (id && (await ctx.db.get(holidayCalendars, id)).deletedAt) throw notFound(holidayCalendars.noun);
    const before = id ? await ctx.db.list(holidayDates, { holidayCalendarId: id }, { orderBy: 'fallsOn' }) : [];
    const year = (await ctx.time()).getUTCFullYear();
    const read = await readIcal(text, year - 1, year + yearsAhead);
    const former = before.map(({ fallsOn, name }) => ({ date: fallsOn, name }));
    return { ...read, ...compareDays(former, read.days) };
  },
});
