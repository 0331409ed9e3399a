import { clientsModule } from '@kelp/clients';
import { identityModule } from '@kelp/identity';
import { defineModule } from '@kelp/kernel';
import { tenantsModule } from '@kelp/tenants';
import { ticketsModule } from '@kelp/tickets';
import { createMailboxAction } from './actions/create-mailbox';
import { retryInboundMessageAction } from './actions/retry-inbound-message';
import { updateMailboxAction } from './actions/update-mailbox';
import { ticketClosedTogetherEmail } from './emails/ticket-closed-together';
import { ticketReceivedEmail } from './emails/ticket-received';
import { ticketReplyEmail } from './emails/ticket-reply';
import { ticketWillCloseEmail } from './emails/ticket-will-close';
import { processInbound } from './jobs/process-inbound';
import { mailboxPermissions } from './permissions';
import { listMailboxesQuery } from './queries/list-mailboxes';
import { listInboundMessagesQuery } from './queries/list-inbound-messages';
import { onTicketBundleClosedTellRequesters } from './subscribers/on-ticket-bundle-closed-tell-requesters';
import { onTicketAutoCloseWarnedMailContact } from './subscribers/on-ticket-auto-close-warned-mail-contact';
import { onTicketCommentedMailParticipants } from './subscribers/on-ticket-commented-mail-participants';
import { onTicketCreatedAcknowledge } from './subscribers/on-ticket-created-acknowledge';
import { inboundMessages, mailboxes } from './tables';

export const mailboxesModule = defineModule('mailboxes', {
  needs: [tenantsModule, identityModule, clientsModule, ticketsModule],
  tables: [mailboxes, inboundMessages],
  permissions: mailboxPermissions,
  actions: [createMailboxAction, updateMailboxAction, retryInboundMessageAction],
  queries: [listMailboxesQuery, listInboundMessagesQuery],
  subscribers: [
    onTicketCreatedAcknowledge,
    onTicketCommentedMailParticipants,
    onTicketBundleClosedTellRequesters,
    onTicketAutoCloseWarnedMailContact,
  ],
  emails: [ticketReceivedEmail, ticketReplyEmail, ticketClosedTogetherEmail, ticketWillCloseEmail],
  jobs: [processInbound],
});
