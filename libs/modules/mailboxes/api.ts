import { defineResource, type Resource } from '@kelp/kernel';
import { clearSuppressionAction } from './actions/clear-suppression';
import { createMailboxAction } from './actions/create-mailbox';
import {
  saveMailTransportAction,
  testMailTransportAction,
  removeMailTransportAction,
  saveMailLimitsAction,
} from './actions/mail-transport';
import { resendOutgoingAction } from './actions/resend-outgoing';
import { retryInboundMessageAction } from './actions/retry-inbound-message';
import {
  attachHeldAction,
  ignoreHeldAction,
  ticketFromHeldAction,
  assignHeldDomainAction,
  removeSenderRuleAction,
} from './actions/review-held';
import { updateMailboxAction, testMailboxAction } from './actions/update-mailbox';
import { testMailAction } from './actions/test-mail';
import { getMailTransportQuery } from './queries/get-mail-transport';
import { getOutgoingQuery } from './queries/get-outgoing';
import { listHeldMailQuery } from './queries/list-held-mail';
import { listInboundMessagesQuery } from './queries/list-inbound-messages';
import { listMailboxesQuery } from './queries/list-mailboxes';
import { listOutgoingQuery } from './queries/list-outgoing';
import { listSenderRulesQuery } from './queries/sender-rules';
import { listSuppressionsQuery } from './queries/suppressions';

/** What this room offers under /api/v1. */
export const mailboxesResources: readonly Resource[] = [
  defineResource('mailboxes', {
    list: listMailboxesQuery,
    create: createMailboxAction,
    update: updateMailboxAction,
    verbs: { test: testMailboxAction },
  }),
  defineResource('mails', {
    list: listOutgoingQuery,
    get: getOutgoingQuery,
    verbs: { resend: resendOutgoingAction },
    common: { test: testMailAction },
  }),
  defineResource('inbound-messages', {
    list: listInboundMessagesQuery,
    verbs: { retry: retryInboundMessageAction },
  }),
  defineResource('held-mails', {
    list: listHeldMailQuery,
    verbs: { attach: attachHeldAction, ignore: ignoreHeldAction, 'make-ticket': ticketFromHeldAction },
    common: { 'assign-domain': assignHeldDomainAction },
  }),
  defineResource('mail-transport', {
    list: getMailTransportQuery,
    save: saveMailTransportAction,
    common: { test: testMailTransportAction, remove: removeMailTransportAction },
  }),
  defineResource('mail-limits', {
    save: saveMailLimitsAction,
  }),
  defineResource('sender-rules', {
    list: listSenderRulesQuery,
    remove: removeSenderRuleAction,
  }),
  defineResource('mail-suppressions', {
    list: listSuppressionsQuery,
    remove: clearSuppressionAction,
  }),
];
