import { activitiesModule } from '@kelp/activities';
import { ticketsResources } from './api';
import { clientsModule } from '@kelp/clients';
import { identityModule } from '@kelp/identity';
import { defineModule } from '@kelp/kernel';
import { boardSettings } from './board-settings';
import { addCommentAction } from './actions/add-comment';
import { createTicketAction } from './actions/create-ticket';
import { deleteTicketAction } from './actions/delete-ticket';
import { createTicketFromToDoAction } from './actions/create-ticket-from-to-do';
import { recordUploadAction } from './actions/record-upload';
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
  ticketDeleted,
  ticketUpdated,
} from './events';
import { onTenantCreated } from './on-tenant-created';
import { dropUploadBytes, forgetUploads, forgetUploadsNightly } from './jobs/forget-uploads';
import { onTicketClosedForgetPlaces, onTicketMergedForgetPlaces } from './subscribers/on-ticket-closed-forget-places';
import { boardNames, clientsOfTickets, ticketNarrowing } from './narrowing';
import { ticketPermissions } from './permissions';
import { preparedWork } from './prepared-work';
import { queue } from './queue/queue';
import { getAttachmentQuery } from './queries/get-attachment';
import { getTicketQuery } from './queries/get-ticket';
import { listTicketsQuery } from './queries/list-tickets';
import { ticketChoicesQuery } from './queries/ticket-choices';
import { ticketHistoryQuery } from './queries/ticket-history';
import * as tables from './tables';
import { relations } from './relations';
import { itilMatrix } from './settings';
import { fieldsAndResolutionBlock } from './close-rules';
import { ticketFillings } from './record-kind';
import { makeTicketOfInteractionAction } from './actions/make-ticket-of-interaction';
import { partyFillings } from './parties-of-tickets';
import { healthOfClients } from './health-of-clients';
import { standardLists } from './standard-kinds';
import { standardsModule } from '@kelp/standards';
import { lastTicketNumber } from './last-ticket-number';
import { ticketsOfClient } from './tickets-of-client';

export const ticketsModule = defineModule('tickets', {
  needs: [activitiesModule, identityModule, clientsModule, standardsModule],
  tables: Object.values(tables),
  settings: [itilMatrix],
  fillings: [
    ticketsOfClient,
    lastTicketNumber,
    standardLists,
    healthOfClients,
    ...partyFillings,
    fieldsAndResolutionBlock,
    ...relations.fillings,
    ...ticketFillings,
    ...preparedWork.fillings,
  ],
  permissions: [...ticketPermissions, ...preparedWork.permissions],
  events: [
    ticketCreated,
    ticketDeleted,
    ticketUpdated,
    ticketAssigned,
    ticketStatusChanged,
    ticketPriorityChanged,
    ticketClosed,
    ticketReopened,
    ticketCommented,
    ...conversation.events,
    ...relations.events,
    ...boardSettings.events,
    ...preparedWork.events,
  ],
  actions: [
    createTicketAction,
    deleteTicketAction,
    createTicketFromToDoAction,
    updateTicketAction,
    addCommentAction,
    recordUploadAction,
    makeTicketOfInteractionAction,
    ...conversation.actions,
    ...relations.actions,
    ...boardSettings.actions,
    ...queue.actions,
    ...preparedWork.actions,
  ],
  queries: [
    listTicketsQuery,
    getTicketQuery,
    ticketChoicesQuery,
    ticketHistoryQuery,
    getAttachmentQuery,
    ...conversation.queries,
    ...relations.queries,
    ...boardSettings.queries,
    ...queue.queries,
    ...preparedWork.queries,
  ],
  subscribers: [...relations.subscribers, onTicketClosedForgetPlaces, onTicketMergedForgetPlaces],
  jobs: [
    ...conversation.jobs,
    ...boardSettings.jobs,
    ...queue.jobs,
    ...preparedWork.jobs,
    forgetUploads,
    dropUploadBytes,
  ],
  schedules: [...boardSettings.schedules, forgetUploadsNightly],
  dueKinds: [...conversation.dueKinds, ...preparedWork.dueKinds],
  narrowings: [ticketNarrowing, clientsOfTickets, boardNames],
  resources: ticketsResources,
  onTenantCreated,
});
