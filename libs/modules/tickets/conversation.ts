import { addCopyAction } from './actions/add-copy';
import { changeHeldReplyAction } from './actions/change-held-reply';
import { deleteCommentAction } from './actions/delete-comment';
import { editCommentAction } from './actions/edit-comment';
import { followTicketAction } from './actions/follow-ticket';
import { holdReplyAction } from './actions/hold-reply';
import { reactToCommentAction } from './actions/react-to-comment';
import { releaseReplyAction } from './actions/release-reply';
import { removeCopyAction } from './actions/remove-copy';
import { unfollowTicketAction } from './actions/unfollow-ticket';
import { withdrawReplyAction } from './actions/withdraw-reply';
import { ticketCommentDeleted, ticketCommentEdited, ticketMentioned, ticketReplyStopped } from './events';
import { heldReplyDue, sendHeldReply } from './jobs/send-held-reply';
import { commentHistoryQuery } from './queries/comment-history';
import { commentViewQuery } from './queries/comment-view';
import { listCommentsQuery } from './queries/list-comments';
import { listUploadsQuery } from './queries/list-uploads';
import { listWatchersQuery } from './queries/list-watchers';
import { myMentionsQuery } from './queries/my-mentions';

/** The pieces of the conversation, for the manifest of the room. */
export const conversation = {
  events: [ticketMentioned, ticketCommentEdited, ticketCommentDeleted, ticketReplyStopped],
  actions: [
    addCopyAction,
    changeHeldReplyAction,
    deleteCommentAction,
    editCommentAction,
    followTicketAction,
    holdReplyAction,
    reactToCommentAction,
    releaseReplyAction,
    removeCopyAction,
    unfollowTicketAction,
    withdrawReplyAction,
  ],
  queries: [
    commentHistoryQuery,
    commentViewQuery,
    listCommentsQuery,
    listUploadsQuery,
    listWatchersQuery,
    myMentionsQuery,
  ],
  jobs: [sendHeldReply],
  dueKinds: [heldReplyDue],
};
