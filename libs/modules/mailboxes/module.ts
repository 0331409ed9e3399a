import { clientsModule } from '@kelp/clients';
import { identityModule } from '@kelp/identity';
import { defineModule } from '@kelp/kernel';
import { ticketsModule } from '@kelp/tickets';
import { createMailboxAction } from './actions/create-mailbox';
import { retryInboundMessageAction } from './actions/retry-inbound-message';
import { updateMailboxAction } from './actions/update-mailbox';
import { processInbound } from './jobs/process-inbound';
import { mailboxPermissions } from './permissions';
import { listMailboxesQuery } from './queries/list-mailboxes';
import { inboundMessages, mailboxes } from './tables';

export const mailboxesModule = defineModule('mailboxes', {
  needs: [identityModule, clientsModule, ticketsModule],
  tables: [mailboxes, inboundMessages],
  permissions: mailboxPermissions,
  actions: [createMailboxAction, updateMailboxAction, retryInboundMessageAction],
  queries: [listMailboxesQuery],
  jobs: [processInbound],
});
