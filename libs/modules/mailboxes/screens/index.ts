export { MailboxesPage } from '../ui/mailboxes-page';
