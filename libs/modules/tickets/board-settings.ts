import { chooseDeskPackAction } from './actions/choose-desk-pack';
import { createBoardAction } from './actions/create-board';
import { moveTicketToBoardAction } from './actions/move-ticket-to-board';
import { reorderBoardsAction } from './actions/reorder-boards';
import { saveAutoCloseAction } from './actions/save-auto-close';
import { saveCategoriesAction } from './actions/save-categories';
import { saveCloseRulesAction } from './actions/save-close-rules';
import { saveMatrixAction, savePrioritiesAction } from './actions/save-priorities';
import { saveStatusesAction } from './actions/save-statuses';
import { saveResolutionCodesAction, saveTicketTypesAction } from './actions/save-ticket-lists';
import { updateBoardAction } from './actions/update-board';
import { ticketAutoCloseWarned } from './events';
import { autoCloseHourly, autoCloseTickets } from './jobs/auto-close-tickets';
import { getBoardQuery, getTicketListsQuery, listBoardsQuery, previewAutoCloseQuery } from './queries/board-settings';
import { sightChangeQuery } from './queries/sight-change';

/** The pieces of what a service desk manager sets, for the manifest of the room. */
export const boardSettings = {
  events: [ticketAutoCloseWarned],
  actions: [
    moveTicketToBoardAction,
    createBoardAction,
    chooseDeskPackAction,
    updateBoardAction,
    reorderBoardsAction,
    saveStatusesAction,
    saveCategoriesAction,
    saveCloseRulesAction,
    saveAutoCloseAction,
    savePrioritiesAction,
    saveMatrixAction,
    saveTicketTypesAction,
    saveResolutionCodesAction,
  ],
  queries: [sightChangeQuery, listBoardsQuery, getBoardQuery, getTicketListsQuery, previewAutoCloseQuery],
  jobs: [autoCloseTickets],
  schedules: [autoCloseHourly],
};
