import { users } from '@kelp/identity';
import { subscribe } from '@kelp/kernel';
import { formatLocalDate } from '@kelp/std';
import { timeEntryApproved, timeEntrySubmitted } from '@kelp/time';
import { peopleWithRole } from '../describe-ticket';
import { allAs, notify, type Said } from '../notify';

const newest =
  (key: 'time_entry.submitted.body' | 'time_entry.approved.body', minutes: number, workDate: string): Said =>
  (say, locale) =>
    say(key, { minutes, date: formatLocalDate(workDate, locale, 'medium') });

/** Time that waits for approval reaches whom the person reports to, else the managers; once until they have looked. */
export const onTimeEntrySubmittedTellApprover = subscribe(
  timeEntrySubmitted,
  'on-time-entry-submitted-tell-approver',
  async (ctx, { id, payload: { userId, minutes, workDate } }) => {
    const person = await ctx.db.get(users, userId);
    const approvers = person.reportsTo
      ? allAs('approver', [person.reportsTo])
      : allAs(
          'manager',
          (await peopleWithRole(ctx, 'Manager')).filter((one) => one !== userId),
        );
    await notify(ctx, approvers, {
      subtype: 'time_entry.submitted',
      eventId: id,
      title: (say) => say('time_entry.submitted', { who: person.name }),
      body: newest('time_entry.submitted.body', minutes, workDate),
      link: '/msp/time',
      collapseKey: `submitted:${userId}`,
    });
  },
  { history: 'never' },
);

/** Who logged the time hears that it was approved; a sheet of forty entries tells once. */
export const onTimeEntryApprovedTellPerson = subscribe(
  timeEntryApproved,
  'on-time-entry-approved-tell-person',
  async (ctx, { id, payload: { userId, ticketId, minutes, workDate, approvedBy } }) => {
    if (approvedBy === userId) return;
    await notify(ctx, allAs('own_time', [userId]), {
      subtype: 'time_entry.approved',
      eventId: id,
      title: (say) => say('time_entry.approved'),
      body: newest('time_entry.approved.body', minutes, workDate),
      link: ticketId ? `/msp/tickets/${ticketId}` : '/msp/time',
      collapseKey: 'approved',
    });
  },
  { history: 'never' },
);
