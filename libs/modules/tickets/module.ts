import { clientsModule } from '@kelp/clients';
import { identityModule } from '@kelp/identity';
import { defineModule, defineResource } from '@kelp/kernel';
import { addCommentAction } from './actions/add-comment';
import { createTicketAction } from './actions/create-ticket';
import { followTicketAction } from './actions/follow-ticket';
import { recordUploadAction } from './actions/record-upload';
import { unfollowTicketAction } from './actions/unfollow-ticket';
import { updateTicketAction } from './actions/update-ticket';
import { conversation } from './conversation';
import {
  ticketAssigned,
  ticketClosed,
  ticketCommented,
  ticketCreated,
  ticketPriorityChanged,
  ticketReopened,
  ticketStatusChanged,
  ticketUpdated,
} from './events';
import { onTenantCreated } from './on-tenant-created';
import { ticketPermissions } from './permissions';
import { getAttachmentQuery } from './queries/get-attachment';
import { getTicketQuery } from './queries/get-ticket';
import { listTicketsQuery } from './queries/list-tickets';
import { ticketChoicesQuery } from './queries/ticket-choices';
import { ticketHistoryQuery } from './queries/ticket-history';
import * as tables from './tables';
import { itilMatrix } from './settings';
import { fieldsAndResolutionBlock } from './close-rules';

export const ticketsModule = defineModule('tickets', {
  needs: [identityModule, clientsModule],
  tables: Object.values(tables),
  settings: [itilMatrix],
  fillings: [fieldsAndResolutionBlock],
  permissions: ticketPermissions,
  events: [
    ticketCreated,
    ticketUpdated,
    ticketAssigned,
    ticketStatusChanged,
    ticketPriorityChanged,
    ticketClosed,
    ticketReopened,
    ticketCommented,
    ...conversation.events,
  ],
  actions: [createTicketAction, updateTicketAction, addCommentAction, recordUploadAction, ...conversation.actions],
  queries: [
    listTicketsQuery,
    getTicketQuery,
    ticketChoicesQuery,
    ticketHistoryQuery,
    getAttachmentQuery,
    ...conversation.queries,
  ],
  jobs: conversation.jobs,
  dueKinds: conversation.dueKinds,
  resources: [
    defineResource('tickets', {
      list: listTicketsQuery,
      get: getTicketQuery,
      create: createTicketAction,
      update: updateTicketAction,
      verbs: { comments: addCommentAction, follow: followTicketAction, unfollow: unfollowTicketAction },
    }),
  ],
  onTenantCreated,
});
