import type { Ids, Samples } from '@kelp/testing';
import { insertCalendar } from './calendars';
import { shippedHours } from './domain/shipped-policy';
import { createSlaPolicyAction } from './actions/create-sla-policy';
import { createSlaPolicy } from './contract';
import { learn } from './learn';
import { emptyResult } from './domain/compare-verdicts';
import { holidayCalendars, slaAssignments, slaBackTests } from './tables';

const hours = { timezone: 'UTC', alwaysOpen: false, week: { mon: [['09:00', '17:00']] }, holidays: [], exceptions: [] };
const ical = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'DTSTART;VALUE=DATE:20300101',
  'SUMMARY:New Year',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

const hoursWith = (ids: Ids) => ({ ...hours, holidayCalendarIds: [ids['holiday_calendar']] });

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
    const { id: holidays } = await ctx.db.insert(holidayCalendars, {
      name: `Sample days off ${ctx.newId()}`,
      source: 'manual',
    });
    const { id: backTest } = await ctx.db.insert(slaBackTests, {
      requestedBy: ctx.actor.id,
      policyId: policy.id,
      draft: { schedules: {}, policies: [] },
      since: ctx.now(),
      until: ctx.now(),
      result: emptyResult(),
    });
    return { sla_back_test: backTest, business_calendar: calendar, sla_policy: policy.id, holiday_calendar: holidays };
  },
  inputs: {
    'business_calendar.list': () => ({}),
    'business_calendar.get': (ids) => ({ id: ids['business_calendar'] }),
    'business_calendar.create': (ids) => ({ name: 'Another calendar', hours: hoursWith(ids) }),
    'business_calendar.update': (ids) => ({ id: ids['business_calendar'], hours: hoursWith(ids) }),
    'business_calendar.delete': (ids) => ({ id: ids['business_calendar'] }),
    'business_calendar.history': (ids) => ({ id: ids['business_calendar'] }),
    'holiday_calendar.list': () => ({}),
    'holiday_calendar.get': (ids) => ({ id: ids['holiday_calendar'] }),
    'holiday_calendar.create': () => ({ name: 'Other days off', days: [{ date: '2030-01-01', name: 'New Year' }] }),
    'holiday_calendar.update': (ids) => ({
      id: ids['holiday_calendar'],
      days: [{ date: '2030-12-25', name: 'Christmas' }],
    }),
    'holiday_calendar.delete': (ids) => ({ id: ids['holiday_calendar'] }),
    'holiday_calendar.countries': () => ({}),
    'holiday_calendar.of_country': () => ({ country: 'DE', region: 'BY', fromYear: 2026, years: 1 }),
    'holiday_calendar.of_ical': (ids) => ({ text: ical, id: ids['holiday_calendar'] }),
    'sla.board': (ids) => ({ boardId: ids['board'] }),
    'sla.clocks': (ids) => ({ lane: 'on_track', clientId: ids['client'], policyId: ids['sla_policy'] }),
    'sla.compliance': (ids) => ({
      from: '2026-01-01T00:00:00Z',
      until: '2026-04-01T00:00:00Z',
      by: 'client',
      clientId: ids['client'],
    }),
    'sla.zone_data_reports': () => ({}),
    'sla.back_test': (ids) => ({ id: ids['sla_back_test'] }),
    'sla.start_back_test': (ids) => ({
      draft: { calendarId: ids['business_calendar'], hours },
      from: '2026-01-01T00:00:00Z',
      until: '2026-04-01T00:00:00Z',
    }),
    'sla.own_hours': () => ({}),
    'sla.set_own_hours': (ids) => ({ calendarId: ids['business_calendar'] }),
    'sla_policy.history': (ids) => ({ id: ids['sla_policy'] }),
    'sla_policy.create_itil': (ids) => ({ name: 'ITIL', calendarId: ids['business_calendar'] }),
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
