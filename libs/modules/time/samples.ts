import type { Samples } from '@kelp/testing';
import { ensureSheet, writePeriods } from './sheets';
import { timers } from './tables/timers';
import { timePeriods } from './tables/timesheets';
import { writeEntry } from './write-entry';

/** A valid input for every action and query of this room, and one record of each noun. */
export const samples: Samples = {
  make: async (ctx, ids) => {
    const { entry } = await writeEntry(ctx, {
      userId: ids['user'],
      ticketId: ids['ticket'],
      serviceId: ids['service'],
      minutes: 45,
      notes: 'Replaced the toner.',
      submit: true,
    });
    const timer = await ctx.db.insert(timers, {
      id: ctx.newId(),
      userId: entry.userId,
      ticketId: entry.ticketId,
      clientId: null,
      serviceId: entry.serviceId,
      startedAt: new Date(ctx.now().getTime() - 600_000),
    });
    const sheet = await ensureSheet(ctx, entry.userId, entry.workDate);
    await writePeriods(ctx, entry.workDate, 1);
    const [free] = await ctx.db.list(timePeriods, {}, { orderBy: 'startsOn', direction: 'desc' });
    return { 'time entry': entry.id, timer: timer.id, 'time sheet': sheet.id, 'time period': free?.id ?? '' };
  },
  inputs: {
    'interaction.make_time_entry': (ids) => ({
      interactionId: ids['interaction'],
      minutes: 10,
      serviceId: ids['service'],
    }),
    'time_entry.create': (ids) => ({
      userId: ids['user'],
      ticketId: ids['ticket'],
      clientId: ids['client'],
      serviceId: ids['service'],
      startedAt: '2026-03-10T14:00:00Z',
      endedAt: '2026-03-10T14:45:00Z',
      notes: 'Replaced the toner.',
      submit: false,
    }),
    'time_entry.update': (ids) => ({
      id: ids['time entry'],
      version: 1,
      minutes: 30,
      serviceId: ids['service'],
      notes: 'Replaced the toner again.',
      submit: false,
    }),
    'time_entry.delete': (ids) => ({ id: ids['time entry'], version: 1 }),
    'time_entry.log_with_comment': (ids) => ({
      ticketId: ids['ticket'],
      visibility: 'internal',
      text: 'The toner is replaced.',
      uploads: [],
      minutes: 15,
      serviceId: ids['service'],
      isBillable: true,
    }),
    'time_entry.hold_with_reply': (ids) => ({
      ticketId: ids['ticket'],
      text: 'The toner is replaced.',
      minutes: 15,
      serviceId: ids['service'],
    }),
    'time_entry.submit': (ids) => ({ ids: [ids['time entry']] }),
    'time_entry.approve': (ids) => ({ ids: [ids['time entry']] }),
    'time_entry.request_changes': (ids) => ({ ids: [ids['time entry']], reason: 'Please say what was done.' }),
    'time_entry.reverse_approval': (ids) => ({ ids: [ids['time entry']], reason: 'The wrong client.' }),
    'time_entry.correct_billing': (ids) => ({
      id: ids['time entry'],
      version: 1,
      serviceId: ids['service'],
      billableMinutes: 30,
    }),
    'time_entry.get': (ids) => ({ id: ids['time entry'] }),
    'time_entry.list': (ids) => ({ ticketId: ids['ticket'], clientId: ids['client'], userId: ids['user'], limit: 50 }),
    'time_entry.for_approval': (ids) => ({ userId: ids['user'], clientId: ids['client'], limit: 50 }),
    'time_entry.billing_choices': (ids) => ({ ids: [ids['time entry']] }),
    'time_entry.paying_line': (ids) => ({
      ticketId: ids['ticket'],
      serviceId: ids['service'],
      workDate: '2026-03-10',
    }),
    'time_entry.services': (ids) => ({ ticketId: ids['ticket'] }),
    'time_settings.get': () => ({}),
    'time_settings.update': (ids) => ({
      overlapPolicy: 'warn',
      defaultServiceId: ids['service'],
      boardServices: [{ boardId: ids['board'], serviceId: ids['service'] }],
      untrackedBoardIds: [ids['board']],
    }),
    'time_entry.day_gaps': () => ({ date: '2026-03-10' }),
    'time_entry.quick_log': (ids) => ({ line: '30m Replaced the toner', ticketId: ids['ticket'] }),
    'time_entry.set_cell': (ids) => ({
      userId: ids['user'],
      date: '2026-03-10',
      ticketId: ids['ticket'],
      serviceId: ids['service'],
      minutes: 30,
    }),
    'time_period.list': () => ({}),
    'time_period.set_rule': () => ({
      ...{ kind: 'week', firstWeekday: 0, anchorOn: '2026-01-05', firstDay: 1, remindAfterDays: 2 },
    }),
    'time_period.delete': (ids) => ({ id: ids['time period'] }),
    'time_sheet.get': (ids) => ({ id: ids['time sheet'] }),
    'time_sheet.for_approval': () => ({}),
    'time_sheet.missing': () => ({ periods: 4 }),
    'time_sheet.submit': (ids) => ({ userId: ids['user'], date: '2026-03-10' }),
    'time_sheet.recall': (ids) => ({ id: ids['time sheet'] }),
    'time_sheet.open_review': (ids) => ({ id: ids['time sheet'] }),
    'time_sheet.approve': (ids) => ({ ids: [ids['time sheet']] }),
    'time_sheet.request_changes': (ids) => ({ id: ids['time sheet'], reason: 'Tuesday is missing.', entryIds: [] }),
    'time_sheet.reverse': (ids) => ({ id: ids['time sheet'], reason: 'The wrong client.' }),
    'time_sheet.comment': (ids) => ({ id: ids['time sheet'], body: 'Friday follows.' }),
    'time_sheet.delete': (ids) => ({ id: ids['time sheet'] }),
    'timer.get': () => ({}),
    'timer.start': (ids) => ({ ticketId: ids['ticket'], serviceId: ids['service'] }),
    'timer.update': (ids) => ({ id: ids['timer'], version: 1, serviceId: ids['service'], notes: 'Cables.' }),
    'timer.stop': (ids) => ({ id: ids['timer'], serviceId: ids['service'], submit: false }),
    'timer.discard': (ids) => ({ id: ids['timer'] }),
    'time_entry.people': () => ({}),
    'work_schedule.list': (ids) => ({ userIds: [ids['user']] }),
    'work_schedule.mine': () => ({}),
    'work_schedule.update': (ids) => ({
      userId: ids['user'],
      week: [...Array<unknown>(5).fill({ startMinute: 480, endMinute: 1020, breakMinutes: 60 }), null, null],
    }),
  },
};
