import { createSavedViewAction } from '../actions/create-saved-view';
import { deleteSavedViewAction } from '../actions/delete-saved-view';
import { pinSavedViewsAction } from '../actions/pin-saved-views';
import { setDefaultViewAction } from '../actions/set-default-view';
import { startBulkAction } from '../actions/start-bulk';
import { stopBulkAction } from '../actions/stop-bulk';
import { undoBulkAction } from '../actions/undo-bulk';
import { updateSavedViewAction } from '../actions/update-saved-view';
import { runBulk } from '../jobs/run-bulk';
import { countSavedViewsQuery } from '../queries/count-saved-views';
import { exportTicketsQuery } from '../queries/export-tickets';
import { getBulkRunQuery } from '../queries/get-bulk-run';
import { listBulkRowsQuery } from '../queries/list-bulk-rows';
import { listSavedViewsQuery } from '../queries/list-saved-views';
import { ticketChangesQuery } from '../queries/ticket-changes';

/** The pieces of the queue beside the list itself: saved views, what changed, exports, changes in bulk. */
export const queue = {
  actions: [
    createSavedViewAction,
    updateSavedViewAction,
    deleteSavedViewAction,
    pinSavedViewsAction,
    setDefaultViewAction,
    startBulkAction,
    stopBulkAction,
    undoBulkAction,
  ],
  queries: [
    ticketChangesQuery,
    exportTicketsQuery,
    listSavedViewsQuery,
    countSavedViewsQuery,
    getBulkRunQuery,
    listBulkRowsQuery,
  ],
  jobs: [runBulk],
};
