import { catalogModule } from '@kelp/catalog';
import { timeResources } from './api';
import { defineModule } from '@kelp/kernel';
import { ticketsModule } from '@kelp/tickets';
import { approveTimeAction } from './actions/approve-entries';
import { correctTimeBillingAction } from './actions/correct-billing';
import { createTimeEntryAction } from './actions/create-entry';
import { deleteTimeEntryAction } from './actions/delete-entry';
import { discardTimerAction } from './actions/discard-timer';
import { holdWithReplyAction } from './actions/hold-with-reply';
import { logWithCommentAction } from './actions/log-with-comment';
import { makeTimeOfInteractionAction } from './actions/make-time-of-interaction';
import { requestTimeChangesAction } from './actions/request-changes';
import { reverseTimeApprovalAction } from './actions/reverse-approval';
import { startTimerAction } from './actions/start-timer';
import { stopTimerAction } from './actions/stop-timer';
import { submitTimeAction } from './actions/submit-entries';
import { updateTimeEntryAction } from './actions/update-entry';
import { updateTimeSettingsAction } from './actions/update-settings';
import { updateTimerAction } from './actions/update-timer';
import { updateWorkScheduleAction } from './actions/update-work-schedule';
import * as events from './events';
import { offerTicketTime } from './offer-ticket-time';
import { timeNarrowings } from './narrowing';
import { timePermissions } from './permissions';
import { timeForApprovalQuery } from './queries/for-approval';
import { timeBillingChoicesQuery } from './queries/billing-choices';
import { getTimeEntryQuery } from './queries/get-entry';
import { getTimeSettingsQuery } from './queries/get-settings';
import { getTimerQuery } from './queries/get-timer';
import { listTimeEntriesQuery } from './queries/list-entries';
import { listTimePeopleQuery } from './queries/list-time-people';
import { listWorkSchedulesQuery, myWorkScheduleQuery } from './queries/list-work-schedules';
import { payingLineQuery } from './queries/paying-line';
import { timeServicesQuery } from './queries/work-services';
import { defaultServices, overlapPolicy, periodSetting, untrackedBoards } from './settings';
import { onTicketMergedMoveTime, onTicketMergeUndoneReturnTime } from './subscribers/on-ticket-merged-move-time';
import { onTicketUpdatedMoveTime } from './subscribers/on-ticket-updated-move-time';
import { onUserDeactivatedStopTimer } from './subscribers/on-user-deactivated-stop-timer';
import { timeEntries } from './tables';
import { timers, userWorkSchedules } from './tables/timers';
import { approveTimeSheetsAction } from './actions/approve-time-sheets';
import { commentTimeSheetAction } from './actions/comment-time-sheet';
import { deleteTimePeriodAction } from './actions/delete-time-period';
import { deleteTimeSheetAction } from './actions/delete-time-sheet';
import { openTimeSheetAction } from './actions/open-time-sheet';
import { quickLogAction } from './actions/quick-log';
import { recallTimeSheetAction } from './actions/recall-time-sheet';
import { requestSheetChangesAction } from './actions/request-sheet-changes';
import { reverseTimeSheetAction } from './actions/reverse-time-sheet';
import { setTimeCellAction } from './actions/set-cell';
import { setPeriodRuleAction } from './actions/set-period-rule';
import { submitTimeSheetAction } from './actions/submit-time-sheet';
import { timePeriodsSchedule, writeTimePeriodsJob } from './jobs/write-time-periods';
import { dayGapsQuery } from './queries/day-gaps';
import { getTimeSheetQuery } from './queries/get-time-sheet';
import { listTimePeriodsQuery, missingSheetsQuery, sheetsForApprovalQuery } from './queries/list-time-sheets';
import { timePeriods, timesheetComments, timesheets } from './tables/timesheets';
import { timeBlocksClosing } from './time-blocks-closing';
import { timeHoldsTicket } from './time-holds-ticket';
import { timeOfClient } from './time-of-client';
import { partyFillings } from './time-of-parties';
import { approvalWork, changeWork } from './work-items';

export const timeModule = defineModule('time', {
  needs: [ticketsModule, catalogModule],
  tables: [timeEntries, timers, userWorkSchedules, timePeriods, timesheets, timesheetComments],
  permissions: timePermissions,
  events: Object.values(events),
  settings: [overlapPolicy, defaultServices, untrackedBoards, periodSetting],
  jobs: [writeTimePeriodsJob],
  schedules: [timePeriodsSchedule],
  actions: [
    createTimeEntryAction,
    updateTimeEntryAction,
    deleteTimeEntryAction,
    makeTimeOfInteractionAction,
    logWithCommentAction,
    holdWithReplyAction,
    submitTimeAction,
    approveTimeAction,
    requestTimeChangesAction,
    reverseTimeApprovalAction,
    correctTimeBillingAction,
    updateTimeSettingsAction,
    startTimerAction,
    updateTimerAction,
    stopTimerAction,
    discardTimerAction,
    updateWorkScheduleAction,
    approveTimeSheetsAction,
    commentTimeSheetAction,
    deleteTimePeriodAction,
    deleteTimeSheetAction,
    openTimeSheetAction,
    quickLogAction,
    recallTimeSheetAction,
    requestSheetChangesAction,
    reverseTimeSheetAction,
    setTimeCellAction,
    setPeriodRuleAction,
    submitTimeSheetAction,
  ],
  queries: [
    listTimeEntriesQuery,
    getTimeEntryQuery,
    timeBillingChoicesQuery,
    timeForApprovalQuery,
    payingLineQuery,
    timeServicesQuery,
    getTimeSettingsQuery,
    getTimerQuery,
    listWorkSchedulesQuery,
    myWorkScheduleQuery,
    dayGapsQuery,
    listTimePeopleQuery,
    getTimeSheetQuery,
    sheetsForApprovalQuery,
    missingSheetsQuery,
    listTimePeriodsQuery,
  ],
  subscribers: [
    onTicketUpdatedMoveTime,
    onTicketMergedMoveTime,
    onTicketMergeUndoneReturnTime,
    onUserDeactivatedStopTimer,
  ],
  fillings: [
    approvalWork,
    changeWork,
    ...partyFillings,
    timeOfClient,
    timeBlocksClosing,
    timeHoldsTicket,
    offerTicketTime,
  ],
  narrowings: timeNarrowings,
  resources: timeResources,
});
