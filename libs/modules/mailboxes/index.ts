export * from './contract';
export { mailboxesModule } from './module';
export { unwantedMail } from './unwanted-mail';
export { inboundMessages, mailboxes } from './tables';
export { inboundHandlers, type InboundHandlers } from './inbound-handlers';
export { createMailboxAction } from './actions/create-mailbox';
export { startImapWatcher, type ImapWatcher } from './watch/imap-watcher';
export { participantsOf, type Participant } from './participants';
