import { defineResource, type Resource } from '@kelp/kernel';
import { approveTimeAction } from './actions/approve-entries';
import { approveTimeSheetsAction } from './actions/approve-time-sheets';
import { commentTimeSheetAction } from './actions/comment-time-sheet';
import { correctTimeBillingAction } from './actions/correct-billing';
import { createTimeEntryAction } from './actions/create-entry';
import { deleteTimeEntryAction } from './actions/delete-entry';
import { deleteTimePeriodAction } from './actions/delete-time-period';
import { deleteTimeSheetAction } from './actions/delete-time-sheet';
import { discardTimerAction } from './actions/discard-timer';
import { makeTimeOfInteractionAction } from './actions/make-time-of-interaction';
import { quickLogAction } from './actions/quick-log';
import { recallTimeSheetAction } from './actions/recall-time-sheet';
import { requestTimeChangesAction } from './actions/request-changes';
import { requestSheetChangesAction } from './actions/request-sheet-changes';
import { reverseTimeApprovalAction } from './actions/reverse-approval';
import { reverseTimeSheetAction } from './actions/reverse-time-sheet';
import { setPeriodRuleAction } from './actions/set-period-rule';
import { startTimerAction } from './actions/start-timer';
import { stopTimerAction } from './actions/stop-timer';
import { submitTimeAction } from './actions/submit-entries';
import { submitTimeSheetAction } from './actions/submit-time-sheet';
import { updateTimeEntryAction } from './actions/update-entry';
import { updateTimeSettingsAction } from './actions/update-settings';
import { updateTimerAction } from './actions/update-timer';
import { updateWorkScheduleAction } from './actions/update-work-schedule';
import { timeForApprovalQuery } from './queries/for-approval';
import { timeBillingChoicesQuery } from './queries/billing-choices';
import { getTimeEntryQuery } from './queries/get-entry';
import { getTimeSettingsQuery } from './queries/get-settings';
import { getTimeSheetQuery } from './queries/get-time-sheet';
import { getTimerQuery } from './queries/get-timer';
import { listTimeEntriesQuery } from './queries/list-entries';
import { sheetsForApprovalQuery, missingSheetsQuery, listTimePeriodsQuery } from './queries/list-time-sheets';
import { listTimePeopleQuery } from './queries/list-time-people';
import { listWorkSchedulesQuery, myWorkScheduleQuery } from './queries/list-work-schedules';
import { payingLineQuery } from './queries/paying-line';
import { timeServicesQuery } from './queries/work-services';

/** What this room offers under /api/v1. */
export const timeResources: readonly Resource[] = [
  defineResource('time-entries', {
    list: listTimeEntriesQuery,
    get: getTimeEntryQuery,
    create: createTimeEntryAction,
    update: updateTimeEntryAction,
    remove: deleteTimeEntryAction,
    verbs: {
      submit: submitTimeAction,
      approve: approveTimeAction,
      'request-changes': requestTimeChangesAction,
      'reverse-approval': reverseTimeApprovalAction,
      'correct-billing': correctTimeBillingAction,
    },
    reads: {
      'for-approval': timeForApprovalQuery,
      'paying-line': payingLineQuery,
      'billing-choices': timeBillingChoicesQuery,
      services: timeServicesQuery,
      people: listTimePeopleQuery,
    },
    common: { log: quickLogAction, 'from-interaction': makeTimeOfInteractionAction },
  }),
  defineResource('timers', {
    list: getTimerQuery,
    create: startTimerAction,
    update: updateTimerAction,
    remove: discardTimerAction,
    verbs: { stop: stopTimerAction },
  }),
  defineResource('time-sheets', {
    list: sheetsForApprovalQuery,
    get: getTimeSheetQuery,
    create: submitTimeSheetAction,
    remove: deleteTimeSheetAction,
    verbs: {
      recall: recallTimeSheetAction,
      approve: approveTimeSheetsAction,
      'request-changes': requestSheetChangesAction,
      reverse: reverseTimeSheetAction,
      comments: commentTimeSheetAction,
    },
    reads: { missing: missingSheetsQuery },
  }),
  defineResource('time-periods', {
    list: listTimePeriodsQuery,
    save: setPeriodRuleAction,
    remove: deleteTimePeriodAction,
  }),
  defineResource('work-schedules', {
    list: listWorkSchedulesQuery,
    reads: { mine: myWorkScheduleQuery },
    save: updateWorkScheduleAction,
  }),
  defineResource('time-settings', {
    list: getTimeSettingsQuery,
    save: updateTimeSettingsAction,
  }),
];
