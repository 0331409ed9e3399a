export { MyWorkPage, type MyWorkSlots } from '../ui/my-work-page';
export { NewTicketPage } from '../ui/new-ticket-page';
export { TicketListPage, type TicketListSlots } from '../ui/ticket-list-page';
export { TicketPage, type TicketPageSlots } from '../ui/ticket-page';
export { plainSend, type PreparedSend, type WrittenComment } from '../ui/use-comment-sending';
export { TicketStatus } from '../ui/ticket-columns';
export { useTicketChoices, type Ticket } from '../ui/ticket-queries';
