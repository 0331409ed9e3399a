'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getMe } from '@kelp/identity/contract';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { ticketChoices } from '@kelp/tickets/contract';
import {
  getBusinessCalendar,
  getHolidayCalendar,
  getSlaPolicy,
  listBusinessCalendars,
  listHolidayCalendars,
  listHolidayCountries,
  listSlaPolicies,
} from '../contract';

export type PolicyRow = z.output<typeof listSlaPolicies.output>['rows'][number];
export type Policy = z.output<typeof getSlaPolicy.output>;
export type CalendarRow = z.output<typeof listBusinessCalendars.output>['rows'][number];
export type Calendar = z.output<typeof getBusinessCalendar.output>;
export type HolidayCalendarRow = z.output<typeof listHolidayCalendars.output>['rows'][number];
export type HolidayCalendar = z.output<typeof getHolidayCalendar.output>;
export type Priority = z.output<typeof ticketChoices.output>['priorities'][number];

const minutes = 60_000;

/** Whether the reader holds a permission; false until that is known. The server decides anew at each call. */
export function useMay(): (permission: string) => boolean {
  const { data } = useQuery({
    queryKey: [getMe.name],
    queryFn: ({ signal }) => call(getMe, {}, { signal }),
    staleTime: 5 * minutes,
  });
  return (permission) => data?.permissions.includes(permission) ?? false;
}

export function usePolicies() {
  return useQuery({
    queryKey: [listSlaPolicies.name],
    queryFn: ({ signal }) => call(listSlaPolicies, {}, { signal }),
  });
}

/** One policy with its promises and those it holds for. */
export function usePolicy(id: string) {
  return useQuery({
    queryKey: [getSlaPolicy.name, id],
    queryFn: ({ signal }) => call(getSlaPolicy, { id }, { signal }),
  });
}

export function useCalendars() {
  return useQuery({
    queryKey: [listBusinessCalendars.name],
    queryFn: ({ signal }) => call(listBusinessCalendars, {}, { signal }),
  });
}

/** One calendar with its newest hours. */
export function useCalendar(id: string) {
  return useQuery({
    queryKey: [getBusinessCalendar.name, id],
    queryFn: ({ signal }) => call(getBusinessCalendar, { id }, { signal }),
  });
}

/** Calendars of days off that several business calendars share. */
export function useHolidayCalendars() {
  return useQuery({
    queryKey: [listHolidayCalendars.name],
    queryFn: ({ signal }) => call(listHolidayCalendars, {}, { signal }),
  });
}

export function useHolidayCalendar(id: string | null) {
  return useQuery({
    queryKey: [getHolidayCalendar.name, id],
    queryFn: ({ signal }) => call(getHolidayCalendar, { id: id ?? '' }, { signal }),
    enabled: id !== null,
  });
}

/** Countries whose public holidays are known. */
export function useHolidayCountries(isOn: boolean) {
  return useQuery({
    queryKey: [listHolidayCountries.name],
    queryFn: ({ signal }) => call(listHolidayCountries, {}, { signal }),
    enabled: isOn,
    staleTime: Infinity,
  });
}

/** Boards and priorities of the desk. */
export function useDesk() {
  return useQuery({
    queryKey: [ticketChoices.name],
    queryFn: ({ signal }) => call(ticketChoices, {}, { signal }),
  });
}

/** Asks for policies, calendars and clocks again, after a change. */
export function useRefreshSla(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => /^(sla|sla_policy|business_calendar|holiday_calendar)\./.test(String(queryKey[0])),
    });
}
