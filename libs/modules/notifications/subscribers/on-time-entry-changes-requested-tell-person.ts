import { subscribe } from '@kelp/kernel';
import { formatLocalDate } from '@kelp/std';
import { timeEntryChangesRequested } from '@kelp/time';
import { allAs, notify } from '../notify';

/** Who logged the time hears that it came back, and why. */
export const onTimeEntryChangesRequestedTellPerson = subscribe(
  timeEntryChangesRequested,
  'on-time-entry-changes-requested-tell-person',
  async (ctx, { id, payload }) => {
    const link = payload.ticketId ? `/msp/tickets/${payload.ticketId}` : '/msp/time';
    await notify(ctx, allAs('own_time', [payload.userId]), {
      subtype: 'time_entry.changes_requested',
      eventId: id,
      title: (say, locale) =>
        say('time_entry.changes_requested', { date: formatLocalDate(payload.workDate, locale, 'medium') }),
      body: payload.reason,
      link,
      ticketId: payload.ticketId,
    });
  },
  { history: 'never' },
);
