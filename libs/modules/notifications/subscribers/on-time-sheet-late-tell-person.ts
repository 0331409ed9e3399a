import { subscribe } from '@kelp/kernel';
import { addDays, formatLocalDate } from '@kelp/std';
import { timesheetLate } from '@kelp/time';
import { allAs, notify } from '../notify';

/** Who has not handed in their time sheet hears of it, once a period. */
export const onTimeSheetLateTellPerson = subscribe(
  timesheetLate,
  'on-time-sheet-late-tell-person',
  async (ctx, { id, payload: { userId, startsOn, endsOn } }) => {
    await notify(ctx, allAs('own_time', [userId]), {
      subtype: 'time_sheet.late',
      eventId: id,
      title: (say, locale) =>
        say('time_sheet.late', {
          from: formatLocalDate(startsOn, locale, 'medium'),
          to: formatLocalDate(addDays(endsOn, -1), locale, 'medium'),
        }),
      body: (say) => say('time_sheet.late.body'),
      link: '/msp/my-time',
    });
  },
  { history: 'never' },
);
