import type { Samples } from '@kelp/testing';
import { insertCalendar } from './calendars';
import { shippedHours } from './domain/shipped-policy';
import { createSlaPolicyAction } from './actions/create-sla-policy';
import { createSlaPolicy } from './contract';
import { learn } from './learn';
import { slaAssignments } from './tables';

const hours = { timezone: 'UTC', alwaysOpen: false, week: { mon: [['09:00', '17:00']] }, holidays: [], exceptions: [] };

export const samples: Samples = {
  make: async (ctx, ids) => {
    const calendar = await insertCalendar(ctx, `Sample hours ${ctx.newId()}`, {
      ...shippedHours('UTC'),
      holidays: [{ date: '2030-12-25', name: 'Christmas', recurring: true }],
    });
    const priorityId = ids['priority'] ?? '';
    const wish = {
      name: `Sample policy ${ctx.newId()}`,
      calendarId: calendar,
      targets: [{ priorityId, clock: 'response' as const, amount: 60 }],
      rules: [{ kind: 'notify' as const, percent: 75 }],
    };
    const policy = await ctx.run(createSlaPolicyAction, createSlaPolicy.input.parse(wish));
    await ctx.db.insert(slaAssignments, { policyId: policy.id, clientId: ids['client'] });
    await learn(ctx, [
      {
        ticketId: ids['ticket'] ?? '',
        kind: 'created',
        occurredAt: ctx.now(),
        data: { policyId: policy.id, revision: 1, level: 'client', priorityId },
        causeEventId: ctx.newId(),
      },
    ]);
    return { business_calendar: calendar, sla_policy: policy.id };
  },
  inputs: {
    'business_calendar.list': () => ({}),
    'business_calendar.get': (ids) => ({ id: ids['business_calendar'] }),
    'business_calendar.create': () => ({ name: 'Another calendar', hours }),
    'business_calendar.update': (ids) => ({ id: ids['business_calendar'], hours }),
    'business_calendar.delete': (ids) => ({ id: ids['business_calendar'] }),
    'sla_policy.list': () => ({}),
    'sla_policy.get': (ids) => ({ id: ids['sla_policy'] }),
    'sla_policy.create': (ids) => ({
      name: 'Another policy',
      calendarId: ids['business_calendar'],
      targets: [{ priorityId: ids['priority'], clock: 'response', amount: 30 }],
    }),
    'sla_policy.update': (ids) => ({
      id: ids['sla_policy'],
      name: 'A renamed policy',
      calendarId: ids['business_calendar'],
    }),
    'sla_policy.assign': (ids) => ({ policyId: ids['sla_policy'], boardId: ids['board'] }),
    'sla_policy.delete': (ids) => ({ id: ids['sla_policy'] }),
    'sla.ticket': (ids) => ({ ticketId: ids['ticket'] }),
    'sla.for_tickets': (ids) => ({ ticketIds: [ids['ticket']] }),
  },
};
