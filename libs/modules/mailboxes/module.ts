import { clientsModule } from '@kelp/clients';
import { mailboxesResources } from './api';
import { identityModule } from '@kelp/identity';
import { defineModule, mailLimits } from '@kelp/kernel';
import { tenantsModule } from '@kelp/tenants';
import { ticketsModule } from '@kelp/tickets';
import { clearSuppressionAction } from './actions/clear-suppression';
import { createMailboxAction } from './actions/create-mailbox';
import {
  removeMailTransportAction,
  saveMailLimitsAction,
  saveMailTransportAction,
  testMailTransportAction,
} from './actions/mail-transport';
import { resendOutgoingAction } from './actions/resend-outgoing';
import { retryInboundMessageAction } from './actions/retry-inbound-message';
import {
  assignHeldDomainAction,
  attachHeldAction,
  ignoreHeldAction,
  removeSenderRuleAction,
  ticketFromHeldAction,
} from './actions/review-held';
import { testMailboxAction, updateMailboxAction } from './actions/update-mailbox';
import { testMailAction } from './actions/test-mail';
import { mailTestEmail } from './emails/mail-test';
import { ticketClosedTogetherEmail } from './emails/ticket-closed-together';
import { ticketColleagueRepliedEmail } from './emails/ticket-colleague-replied';
import { ticketReceivedEmail } from './emails/ticket-received';
import { ticketReplyEmail } from './emails/ticket-reply';
import { ticketWillCloseEmail } from './emails/ticket-will-close';
import { mailboxPollDue, pollMailbox } from './jobs/poll-mailbox';
import { processInbound } from './jobs/process-inbound';
import { testMailboxJob } from './jobs/test-mailbox';
import { testTransport } from './jobs/test-transport';
import { mailboxPermissions } from './permissions';
import { getMailTransportQuery } from './queries/get-mail-transport';
import { getOutgoingQuery } from './queries/get-outgoing';
import { listHeldMailQuery } from './queries/list-held-mail';
import { listInboundMessagesQuery } from './queries/list-inbound-messages';
import { listMailboxesQuery } from './queries/list-mailboxes';
import { listOutgoingQuery } from './queries/list-outgoing';
import { heldMailSourceQuery, listSenderRulesQuery } from './queries/sender-rules';
import { clientMailTroublesQuery, listSuppressionsQuery } from './queries/suppressions';
import { ticketMailsQuery } from './queries/ticket-mails';
import { onTicketBundleClosedTellRequesters } from './subscribers/on-ticket-bundle-closed-tell-requesters';
import { onTicketAutoCloseWarnedMailContact } from './subscribers/on-ticket-auto-close-warned-mail-contact';
import { onTicketCommentedMailColleagues } from './subscribers/on-ticket-commented-mail-colleagues';
import { onTicketCommentedMailParticipants } from './subscribers/on-ticket-commented-mail-participants';
import { onTicketCreatedAcknowledge } from './subscribers/on-ticket-created-acknowledge';
import { inboundMessages, mailboxCursors, mailboxes, mailSenderRules } from './tables';
import { mailNarrowing } from './narrowing';
import { mailOfClient } from './mail-of-client';
import { firstMailbox } from './first-mailbox';
import { mailOfMerge } from './mail-of-merge';

export const mailboxesModule = defineModule('mailboxes', {
  needs: [tenantsModule, identityModule, clientsModule, ticketsModule],
  tables: [mailboxes, inboundMessages, mailboxCursors, mailSenderRules],
  permissions: mailboxPermissions,
  actions: [
    createMailboxAction,
    updateMailboxAction,
    testMailboxAction,
    retryInboundMessageAction,
    ticketFromHeldAction,
    attachHeldAction,
    ignoreHeldAction,
    assignHeldDomainAction,
    removeSenderRuleAction,
    resendOutgoingAction,
    clearSuppressionAction,
    saveMailTransportAction,
    removeMailTransportAction,
    testMailTransportAction,
    testMailAction,
    saveMailLimitsAction,
  ],
  fillings: [firstMailbox, mailOfClient, mailOfMerge],
  queries: [
    listMailboxesQuery,
    listInboundMessagesQuery,
    listHeldMailQuery,
    heldMailSourceQuery,
    listSenderRulesQuery,
    listOutgoingQuery,
    getOutgoingQuery,
    ticketMailsQuery,
    listSuppressionsQuery,
    clientMailTroublesQuery,
    getMailTransportQuery,
  ],
  subscribers: [
    onTicketCreatedAcknowledge,
    onTicketCommentedMailParticipants,
    onTicketCommentedMailColleagues,
    onTicketBundleClosedTellRequesters,
    onTicketAutoCloseWarnedMailContact,
  ],
  emails: [
    ticketReceivedEmail,
    ticketReplyEmail,
    ticketColleagueRepliedEmail,
    ticketClosedTogetherEmail,
    ticketWillCloseEmail,
    mailTestEmail,
  ],
  jobs: [processInbound, pollMailbox, testMailboxJob, testTransport],
  dueKinds: [mailboxPollDue],
  settings: [mailLimits],
  narrowings: [mailNarrowing],
  resources: mailboxesResources,
});
