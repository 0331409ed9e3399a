import { defineResource, type Resource } from '@kelp/kernel';
import { addChecklistItemAction } from './actions/add-checklist-item';
import { addCommentAction } from './actions/add-comment';
import { addCopyAction } from './actions/add-copy';
import { addTicketChecklistAction } from './actions/add-ticket-checklist';
import { bundleTicketsAction } from './actions/bundle-tickets';
import { chooseDeskPackAction } from './actions/choose-desk-pack';
import { closeBundleAction } from './actions/close-bundle';
import { createBoardAction } from './actions/create-board';
import { createCannedTextAction } from './actions/create-canned-text';
import { createChecklistTemplateAction } from './actions/create-checklist-template';
import { createMacroAction } from './actions/create-macro';
import { createRecurringTicketAction } from './actions/create-recurring-ticket';
import { createSavedViewAction } from './actions/create-saved-view';
import { createTicketAction } from './actions/create-ticket';
import { createTicketFromToDoAction } from './actions/create-ticket-from-to-do';
import { createTicketTemplateAction } from './actions/create-ticket-template';
import { deleteCannedTextAction } from './actions/delete-canned-text';
import { deleteChecklistTemplateAction } from './actions/delete-checklist-template';
import { deleteCommentAction } from './actions/delete-comment';
import { deleteMacroAction } from './actions/delete-macro';
import { deleteRecurringTicketAction } from './actions/delete-recurring-ticket';
import { deleteSavedViewAction } from './actions/delete-saved-view';
import { deleteTicketAction } from './actions/delete-ticket';
import { deleteTicketTemplateAction } from './actions/delete-ticket-template';
import { editCommentAction } from './actions/edit-comment';
import { followTicketAction } from './actions/follow-ticket';
import { linkTicketsAction } from './actions/link-tickets';
import { makeTicketOfInteractionAction } from './actions/make-ticket-of-interaction';
import { mergeTicketsAction } from './actions/merge-tickets';
import { moveTicketToBoardAction } from './actions/move-ticket-to-board';
import { pinSavedViewsAction } from './actions/pin-saved-views';
import { promoteTicketAction } from './actions/promote-ticket';
import { reactToCommentAction } from './actions/react-to-comment';
import { removeChecklistItemAction } from './actions/remove-checklist-item';
import { removeCopyAction } from './actions/remove-copy';
import { removeTicketChecklistAction } from './actions/remove-ticket-checklist';
import { reorderBoardsAction } from './actions/reorder-boards';
import { runMacroAction } from './actions/run-macro';
import { saveAutoCloseAction } from './actions/save-auto-close';
import { saveCategoriesAction } from './actions/save-categories';
import { saveCloseRulesAction } from './actions/save-close-rules';
import { savePrioritiesAction, saveMatrixAction } from './actions/save-priorities';
import { saveStatusesAction } from './actions/save-statuses';
import { saveTicketTypesAction, saveResolutionCodesAction } from './actions/save-ticket-lists';
import { setDefaultViewAction } from './actions/set-default-view';
import { splitCommentAction } from './actions/split-comment';
import { startBulkAction } from './actions/start-bulk';
import { stopBulkAction } from './actions/stop-bulk';
import { unbundleTicketAction } from './actions/unbundle-ticket';
import { undoBulkAction } from './actions/undo-bulk';
import { undoMergeAction } from './actions/undo-merge';
import { unfollowTicketAction } from './actions/unfollow-ticket';
import { unlinkTicketsAction } from './actions/unlink-tickets';
import { updateBoardAction } from './actions/update-board';
import { updateBundleAction } from './actions/update-bundle';
import { updateCannedTextAction } from './actions/update-canned-text';
import { updateChecklistItemAction } from './actions/update-checklist-item';
import { updateChecklistTemplateAction } from './actions/update-checklist-template';
import { updateMacroAction } from './actions/update-macro';
import { updateRecurringTicketAction } from './actions/update-recurring-ticket';
import { updateSavedViewAction } from './actions/update-saved-view';
import { updateTicketAction } from './actions/update-ticket';
import { updateTicketTemplateAction } from './actions/update-ticket-template';
import { useTicketTemplateAction } from './actions/use-ticket-template';
import { listBoardsQuery, getBoardQuery, previewAutoCloseQuery, getTicketListsQuery } from './queries/board-settings';
import { commentHistoryQuery } from './queries/comment-history';
import { countSavedViewsQuery } from './queries/count-saved-views';
import { exportTicketsQuery } from './queries/export-tickets';
import { getAttachmentQuery } from './queries/get-attachment';
import { getBulkRunQuery } from './queries/get-bulk-run';
import { getRecurringTicketQuery } from './queries/get-recurring-ticket';
import { getTicketQuery } from './queries/get-ticket';
import { listBulkRowsQuery } from './queries/list-bulk-rows';
import { listCannedTextsQuery } from './queries/list-canned-texts';
import { listChecklistTemplatesQuery, getChecklistTemplateQuery } from './queries/list-checklist-templates';
import { listCommentsQuery } from './queries/list-comments';
import { listMacrosQuery } from './queries/list-macros';
import { listRecurringTicketsQuery } from './queries/list-recurring-tickets';
import { listSavedViewsQuery } from './queries/list-saved-views';
import { listTicketChecklistsQuery } from './queries/list-ticket-checklists';
import { listTicketTemplatesQuery } from './queries/list-ticket-templates';
import { listTicketsQuery } from './queries/list-tickets';
import { listWatchersQuery } from './queries/list-watchers';
import { myMentionsQuery } from './queries/my-mentions';
import { previewMacroQuery } from './queries/preview-macro';
import { previewRecurrenceQuery } from './queries/preview-recurrence';
import { renderCannedTextQuery } from './queries/render-canned-text';
import { ticketChangesQuery } from './queries/ticket-changes';
import { ticketChoicesQuery } from './queries/ticket-choices';
import { ticketHistoryQuery } from './queries/ticket-history';
import { ticketRelationsQuery } from './queries/ticket-relations';

/** What this room offers under /api/v1. */
export const ticketsResources: readonly Resource[] = [
  defineResource('tickets', {
    list: listTicketsQuery,
    get: getTicketQuery,
    create: createTicketAction,
    update: updateTicketAction,
    remove: deleteTicketAction,
    parts: {
      comments: listCommentsQuery,
      history: ticketHistoryQuery,
      relations: ticketRelationsQuery,
      watchers: listWatchersQuery,
      checklists: listTicketChecklistsQuery,
    },
    reads: { export: exportTicketsQuery, choices: ticketChoicesQuery, mentions: myMentionsQuery },
    verbs: {
      comments: addCommentAction,
      follow: followTicketAction,
      unfollow: unfollowTicketAction,
      copies: addCopyAction,
      'remove-copy': removeCopyAction,
      checklists: addTicketChecklistAction,
      'move-board': moveTicketToBoardAction,
      bundle: bundleTicketsAction,
      'update-bundle': updateBundleAction,
      unbundle: unbundleTicketAction,
      promote: promoteTicketAction,
      'close-bundle': closeBundleAction,
      merge: mergeTicketsAction,
      'undo-merge': undoMergeAction,
      split: splitCommentAction,
      links: linkTicketsAction,
      unlink: unlinkTicketsAction,
    },
    common: {
      bulk: startBulkAction,
      changes: ticketChangesQuery,
      'from-interaction': makeTicketOfInteractionAction,
      'from-to-do': createTicketFromToDoAction,
      'from-template': useTicketTemplateAction,
    },
  }),
  defineResource('attachments', {
    get: getAttachmentQuery,
  }),
  defineResource('ticket-comments', {
    update: editCommentAction,
    remove: deleteCommentAction,
    parts: { history: commentHistoryQuery },
    verbs: { reactions: reactToCommentAction },
  }),
  defineResource('ticket-checklists', {
    remove: removeTicketChecklistAction,
    verbs: { items: addChecklistItemAction },
  }),
  defineResource('checklist-items', {
    update: updateChecklistItemAction,
    remove: removeChecklistItemAction,
  }),
  defineResource('bulk-runs', {
    get: getBulkRunQuery,
    parts: { rows: listBulkRowsQuery },
    verbs: { stop: stopBulkAction, undo: undoBulkAction },
  }),
  defineResource('boards', {
    list: listBoardsQuery,
    get: getBoardQuery,
    create: createBoardAction,
    update: updateBoardAction,
    verbs: {
      statuses: saveStatusesAction,
      categories: saveCategoriesAction,
      'close-rules': saveCloseRulesAction,
      'auto-close-rules': saveAutoCloseAction,
      'auto-close-preview': previewAutoCloseQuery,
    },
    common: { order: reorderBoardsAction },
  }),
  defineResource('ticket-settings', {
    list: getTicketListsQuery,
    common: { pack: chooseDeskPackAction },
  }),
  defineResource('priorities', {
    save: savePrioritiesAction,
  }),
  defineResource('priority-matrix', {
    save: saveMatrixAction,
  }),
  defineResource('ticket-types', {
    save: saveTicketTypesAction,
  }),
  defineResource('resolution-codes', {
    save: saveResolutionCodesAction,
  }),
  defineResource('saved-views', {
    list: listSavedViewsQuery,
    create: createSavedViewAction,
    update: updateSavedViewAction,
    remove: deleteSavedViewAction,
    verbs: { default: setDefaultViewAction },
    reads: { counts: countSavedViewsQuery },
    common: { pin: pinSavedViewsAction },
  }),
  defineResource('checklist-templates', {
    list: listChecklistTemplatesQuery,
    get: getChecklistTemplateQuery,
    create: createChecklistTemplateAction,
    update: updateChecklistTemplateAction,
    remove: deleteChecklistTemplateAction,
  }),
  defineResource('macros', {
    list: listMacrosQuery,
    create: createMacroAction,
    update: updateMacroAction,
    remove: deleteMacroAction,
    parts: { preview: previewMacroQuery },
    verbs: { run: runMacroAction },
  }),
  defineResource('canned-texts', {
    list: listCannedTextsQuery,
    create: createCannedTextAction,
    update: updateCannedTextAction,
    remove: deleteCannedTextAction,
    parts: { rendered: renderCannedTextQuery },
  }),
  defineResource('ticket-templates', {
    list: listTicketTemplatesQuery,
    create: createTicketTemplateAction,
    update: updateTicketTemplateAction,
    remove: deleteTicketTemplateAction,
  }),
  defineResource('recurring-tickets', {
    list: listRecurringTicketsQuery,
    get: getRecurringTicketQuery,
    create: createRecurringTicketAction,
    update: updateRecurringTicketAction,
    remove: deleteRecurringTicketAction,
    common: { preview: previewRecurrenceQuery },
  }),
];
