import { onTicketClosedStopClocks } from './on-ticket-closed-stop-clocks';
import { onTicketCommentedNoteReply } from './on-ticket-commented-note-reply';
import { onTicketCreatedStartClocks } from './on-ticket-created-start-clocks';
import { onTicketMergedCancelClocks, onTicketMergeUndoneRestoreClocks } from './on-ticket-merged-cancel-clocks';
import { onTicketPriorityChangedRetargetClocks } from './on-ticket-priority-changed-retarget-clocks';
import { onTicketReopenedResumeClocks } from './on-ticket-reopened-resume-clocks';
import { onTicketStatusChangedPauseClocks } from './on-ticket-status-changed-pause-clocks';
import { onTicketUpdatedChangePolicy } from './on-ticket-updated-change-policy';

/** Everything that brings facts about a ticket's clocks. */
export const clockSubscribers = [
  onTicketCreatedStartClocks,
  onTicketStatusChangedPauseClocks,
  onTicketPriorityChangedRetargetClocks,
  onTicketClosedStopClocks,
  onTicketReopenedResumeClocks,
  onTicketCommentedNoteReply,
  onTicketUpdatedChangePolicy,
  onTicketMergedCancelClocks,
  onTicketMergeUndoneRestoreClocks,
];
