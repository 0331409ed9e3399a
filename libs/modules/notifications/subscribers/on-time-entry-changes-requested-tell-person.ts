import { subscribe } from '@kelp/kernel';
import { timeEntryChangesRequested } from '@kelp/time';
import { notify } from '../notify';

/** Who logged the time hears that it came back, and why. */
export const onTimeEntryChangesRequestedTellPerson = subscribe(
  timeEntryChangesRequested,
  'on-time-entry-changes-requested-tell-person',
  async (ctx, { id, payload }) => {
    const link = payload.ticketId ? `/msp/tickets/${payload.ticketId}` : '/msp/time';
    const title = `Changes to your time of ${payload.workDate} were asked for`;
    await notify(ctx, [payload.userId], {
      subtype: 'time_entry.changes_requested',
      eventId: id,
      title,
      body: payload.reason,
      link,
      ticketId: payload.ticketId,
    });
  },
);
