import { clientsModule } from '@kelp/clients';
import { slaResources } from './api';
import { defineModule, defineSchedule } from '@kelp/kernel';
import { tenantsModule } from '@kelp/tenants';
import { ticketsModule } from '@kelp/tickets';
import { assignSlaPolicyAction } from './actions/assign-sla-policy';
import { createBusinessCalendarAction } from './actions/create-business-calendar';
import { startBackTestAction } from './actions/start-back-test';
import { createSlaPolicyAction } from './actions/create-sla-policy';
import { deleteBusinessCalendarAction } from './actions/delete-business-calendar';
import { deleteSlaPolicyAction } from './actions/delete-sla-policy';
import { updateBusinessCalendarAction } from './actions/update-business-calendar';
import { updateSlaPolicyAction } from './actions/update-sla-policy';
import { slaBreached, slaThresholdCrossed } from './events';
import { checkZoneData } from './jobs/check-zone-data';
import { fireThresholds } from './jobs/fire-thresholds';
import { forgetBackTests, forgetBackTestsNightly } from './jobs/forget-back-tests';
import { runBackTest } from './jobs/run-back-test';
import { recomputeClocks } from './jobs/recompute-clocks';
import { createHolidayCalendarAction } from './actions/create-holiday-calendar';
import { createItilPolicyAction } from './actions/create-itil-policy';
import { deleteHolidayCalendarAction } from './actions/delete-holiday-calendar';
import { setOwnHoursAction } from './actions/set-own-hours';
import { updateHolidayCalendarAction } from './actions/update-holiday-calendar';
import { getBackTestQuery } from './queries/get-back-test';
import { getHolidayCalendarQuery } from './queries/get-holiday-calendar';
import { getOwnHoursQuery } from './queries/get-own-hours';
import { getSlaBoardQuery } from './queries/get-sla-board';
import { getSlaComplianceQuery } from './queries/get-sla-compliance';
import { listZoneDataReportsQuery } from './queries/list-zone-data-reports';
import { listSlaClocksQuery } from './queries/list-sla-clocks';
import { listCalendarHistoryQuery } from './queries/list-calendar-history';
import { listHolidayCalendarsQuery } from './queries/list-holiday-calendars';
import { listHolidayCountriesQuery } from './queries/list-holiday-countries';
import { listPolicyHistoryQuery } from './queries/list-policy-history';
import { previewCountryHolidaysQuery } from './queries/preview-country-holidays';
import { previewIcalQuery } from './queries/preview-ical';
import { onTenantCreated } from './on-tenant-created';
import { slaPermissions } from './permissions';
import { getBusinessCalendarQuery } from './queries/get-business-calendar';
import { getSlaForTicketsQuery } from './queries/get-sla-for-tickets';
import { getSlaPolicyQuery } from './queries/get-sla-policy';
import { getTicketSlaQuery } from './queries/get-ticket-sla';
import { listBusinessCalendarsQuery } from './queries/list-business-calendars';
import { listSlaPoliciesQuery } from './queries/list-sla-policies';
import { clockSubscribers } from './subscribers';
import * as tables from './tables';
import { slaOfMerge } from './parties-of-sla';
import { slaOfClient } from './sla-of-client';
import { tellWorkspaceHours } from './tell-workspace-hours';

export const slaModule = defineModule('sla', {
  needs: [tenantsModule, clientsModule, ticketsModule],
  tables: Object.values(tables),
  permissions: slaPermissions,
  events: [slaThresholdCrossed, slaBreached],
  actions: [
    createSlaPolicyAction,
    updateSlaPolicyAction,
    assignSlaPolicyAction,
    deleteSlaPolicyAction,
    createBusinessCalendarAction,
    updateBusinessCalendarAction,
    deleteBusinessCalendarAction,
    createItilPolicyAction,
    createHolidayCalendarAction,
    updateHolidayCalendarAction,
    deleteHolidayCalendarAction,
    setOwnHoursAction,
    startBackTestAction,
  ],
  queries: [
    listSlaPoliciesQuery,
    getSlaPolicyQuery,
    listBusinessCalendarsQuery,
    getBusinessCalendarQuery,
    getTicketSlaQuery,
    getSlaForTicketsQuery,
    listPolicyHistoryQuery,
    listCalendarHistoryQuery,
    listHolidayCalendarsQuery,
    getHolidayCalendarQuery,
    listHolidayCountriesQuery,
    previewCountryHolidaysQuery,
    previewIcalQuery,
    getOwnHoursQuery,
    getSlaBoardQuery,
    listSlaClocksQuery,
    getSlaComplianceQuery,
    listZoneDataReportsQuery,
    getBackTestQuery,
  ],
  subscribers: clockSubscribers,
  jobs: [recomputeClocks, checkZoneData, runBackTest, forgetBackTests],
  fillings: [slaOfClient, slaOfMerge, tellWorkspaceHours],
  // Its key is the version of the zone data: asked for every hour, done once for each.
  schedules: [defineSchedule('sla.check-zone-data', '17 * * * *', 'UTC', checkZoneData), forgetBackTestsNightly],
  dueKinds: [fireThresholds],
  resources: slaResources,
  onTenantCreated,
});
