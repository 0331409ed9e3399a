import type { Samples } from '@kelp/testing';
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
    return { 'time entry': entry.id };
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
    }),
  },
};
