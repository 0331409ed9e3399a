import { bundleTicketsAction } from './actions/bundle-tickets';
import { closeBundleAction } from './actions/close-bundle';
import { linkTicketsAction } from './actions/link-tickets';
import { mergeTicketsAction } from './actions/merge-tickets';
import { promoteTicketAction } from './actions/promote-ticket';
import { splitCommentAction } from './actions/split-comment';
import { unbundleTicketAction } from './actions/unbundle-ticket';
import { undoMergeAction } from './actions/undo-merge';
import { unlinkTicketsAction } from './actions/unlink-tickets';
import { updateBundleAction } from './actions/update-bundle';
import { ticketBundleClosed, ticketMerged, ticketMergeUndone } from './events';
import { checkBundleReplyQuery } from './queries/check-bundle-reply';
import { pickTicketsQuery } from './queries/pick-tickets';
import { ticketRelationsQuery } from './queries/ticket-relations';
import { openChildrenBlock } from './relations/open-children-block';
import { onTicketCommentedTellMaster } from './subscribers/on-ticket-commented-tell-master';

/** How tickets relate (bundles, merging, splitting, links), as the manifest lists it. */
export const relations = {
  events: [ticketBundleClosed, ticketMerged, ticketMergeUndone],
  actions: [
    bundleTicketsAction,
    updateBundleAction,
    unbundleTicketAction,
    promoteTicketAction,
    closeBundleAction,
    mergeTicketsAction,
    undoMergeAction,
    splitCommentAction,
    linkTicketsAction,
    unlinkTicketsAction,
  ],
  queries: [ticketRelationsQuery, pickTicketsQuery, checkBundleReplyQuery],
  fillings: [openChildrenBlock],
  subscribers: [onTicketCommentedTellMaster],
};
