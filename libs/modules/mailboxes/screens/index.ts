export { ClientMailTroubles } from '../ui/client-mail-troubles';
export { HeldMailPage } from '../ui/held-mail-page';
export { MailboxesPage } from '../ui/mailboxes-page';
export { MailLogPage } from '../ui/mail-log-page';
export { TicketMailPanel } from '../ui/ticket-mail-panel';
