export * from './contract';
export * from './events';
export { rangeOf, ticketConditionSlot, ticketConditions } from './queue/conditions';
export { ticketsModule } from './module';
export {
  attachments,
  boards,
  checklistTemplates,
  commentMentions,
  comments,
  heldReplies,
  priorities,
  resolutionCodes,
  statuses,
  ticketAgents,
  ticketBundleSettings,
  ticketCategories,
  ticketLinks,
  ticketMergeMoves,
  ticketMerges,
  tickets,
  ticketTypes,
  ticketWatchers,
  uploads,
} from './tables';
export { isNumbered, typedNumber } from './domain/typed-number';
export { createTicketAction, openTicket, type NewTicket } from './actions/create-ticket';
export { ticketHolds } from './actions/delete-ticket';
export { importTickets, takeBackTicket, type FormerTicket } from './import-ticket';
export { addCommentAction } from './actions/add-comment';
export { updateTicketAction } from './actions/update-ticket';
export { closesWith, moveTicket } from './change-status';
export {
  closeBlockers,
  ticketCloseBlockers,
  type CloseBlocker,
  type CloseQuestion,
  type CloseRules,
} from './close-rules';
export { ticketReaders, type ReadersQuestion, type TicketReader } from './ticket-readers';
export { writeComment, type NewAttachment, type NewComment } from './write-comment';
export { takeClientReply, type ClientReply, type ReplyOutcome } from './take-client-reply';
export { assertNoForeignNames } from './relations/bundle-parties';
export { assertNotMerged, followMerges } from './relations/follow-merges';
export { takeUploads } from './take-uploads';
export { checkTemplate } from './check-ticket-template';
export { putChecklist } from './put-checklist';
export { sealUpload } from './upload-seal';
export { defaultStatus } from './place';
export { keepBack, type HeldReply } from './held-replies';
export { participantsOf, type Participant } from './participants';
export { assertAnswerable } from './threads';
export { ticketTimeAct, workspaceHours, type OfferedAct, type TicketTimeWish } from './prepared-work-slots';
export { ticketChecklistFinished, ticketReminded } from './prepared-work-events';
export { runMacroAction } from './actions/run-macro';
