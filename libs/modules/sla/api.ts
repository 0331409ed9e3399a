import { defineResource, type Resource } from '@kelp/kernel';
import { assignSlaPolicyAction } from './actions/assign-sla-policy';
import { createBusinessCalendarAction } from './actions/create-business-calendar';
import { createHolidayCalendarAction } from './actions/create-holiday-calendar';
import { createItilPolicyAction } from './actions/create-itil-policy';
import { createSlaPolicyAction } from './actions/create-sla-policy';
import { deleteBusinessCalendarAction } from './actions/delete-business-calendar';
import { deleteHolidayCalendarAction } from './actions/delete-holiday-calendar';
import { deleteSlaPolicyAction } from './actions/delete-sla-policy';
import { startBackTestAction } from './actions/start-back-test';
import { updateBusinessCalendarAction } from './actions/update-business-calendar';
import { updateHolidayCalendarAction } from './actions/update-holiday-calendar';
import { updateSlaPolicyAction } from './actions/update-sla-policy';
import { getBackTestQuery } from './queries/get-back-test';
import { getBusinessCalendarQuery } from './queries/get-business-calendar';
import { getHolidayCalendarQuery } from './queries/get-holiday-calendar';
import { getSlaBoardQuery } from './queries/get-sla-board';
import { getSlaComplianceQuery } from './queries/get-sla-compliance';
import { getSlaPolicyQuery } from './queries/get-sla-policy';
import { getTicketSlaQuery } from './queries/get-ticket-sla';
import { listBusinessCalendarsQuery } from './queries/list-business-calendars';
import { listCalendarHistoryQuery } from './queries/list-calendar-history';
import { listHolidayCalendarsQuery } from './queries/list-holiday-calendars';
import { listHolidayCountriesQuery } from './queries/list-holiday-countries';
import { listPolicyHistoryQuery } from './queries/list-policy-history';
import { listSlaClocksQuery } from './queries/list-sla-clocks';
import { listSlaPoliciesQuery } from './queries/list-sla-policies';
import { previewCountryHolidaysQuery } from './queries/preview-country-holidays';
import { previewIcalQuery } from './queries/preview-ical';

/** What this room offers under /api/v1. */
export const slaResources: readonly Resource[] = [
  defineResource('sla-policies', {
    list: listSlaPoliciesQuery,
    get: getSlaPolicyQuery,
    create: createSlaPolicyAction,
    update: updateSlaPolicyAction,
    remove: deleteSlaPolicyAction,
    parts: { history: listPolicyHistoryQuery },
    common: { assign: assignSlaPolicyAction, itil: createItilPolicyAction },
  }),
  defineResource('business-calendars', {
    list: listBusinessCalendarsQuery,
    get: getBusinessCalendarQuery,
    create: createBusinessCalendarAction,
    update: updateBusinessCalendarAction,
    remove: deleteBusinessCalendarAction,
    parts: { history: listCalendarHistoryQuery },
  }),
  defineResource('holiday-calendars', {
    list: listHolidayCalendarsQuery,
    get: getHolidayCalendarQuery,
    create: createHolidayCalendarAction,
    update: updateHolidayCalendarAction,
    remove: deleteHolidayCalendarAction,
    reads: { countries: listHolidayCountriesQuery, 'of-country': previewCountryHolidaysQuery },
    common: { 'of-ical': previewIcalQuery },
  }),
  defineResource('sla-clocks', {
    list: listSlaClocksQuery,
    reads: { board: getSlaBoardQuery },
  }),
  defineResource('ticket-sla', {
    get: getTicketSlaQuery,
  }),
  defineResource('sla-compliance', {
    list: getSlaComplianceQuery,
  }),
  defineResource('sla-back-tests', {
    get: getBackTestQuery,
    create: startBackTestAction,
  }),
];
