import { billingModule } from '@kelp/billing';
import { defineModule } from '@kelp/kernel';
import { ticketsModule } from '@kelp/tickets';
import { timeModule } from '@kelp/time';
import { portalResources } from './api';
import { closePortalTicketAction } from './actions/close-portal-ticket';
import { createPortalTicketAction } from './actions/create-portal-ticket';
import { fillPortalTicketAction } from './actions/fill-portal-ticket';
import { lookAtPortalPaymentAction, startPortalPaymentAction } from './actions/pay-portal-invoices';
import { reopenPortalTicketAction } from './actions/reopen-portal-ticket';
import { replyToPortalTicketAction } from './actions/reply-to-portal-ticket';
import { createPortalGroupAction, createVisibilityGroupAction } from './actions/create-visibility-group';
import { deletePortalGroupAction, deleteVisibilityGroupAction } from './actions/delete-visibility-group';
import { updatePortalGroupAction, updateVisibilityGroupAction } from './actions/update-visibility-group';
import { portalPermissions } from './permissions';
import { getPortalAttachmentQuery } from './queries/get-portal-attachment';
import { getPortalEInvoiceQuery, getPortalInvoicePdfQuery, getPortalInvoiceQuery } from './queries/get-portal-invoice';
import { getPortalTicketQuery } from './queries/get-portal-ticket';
import { listPortalInvoicesQuery } from './queries/list-portal-invoices';
import { listPortalTicketsQuery } from './queries/list-portal-tickets';
import { listSharedInteractionsQuery } from './queries/list-shared-interactions';
import { listPortalGroupsQuery, listVisibilityGroupsQuery } from './queries/list-visibility-groups';
import { getPortalPaymentQuery, portalPaymentOptionsQuery } from './queries/portal-payments';
import { portalHomeQuery } from './queries/portal-home';
import { portalTicketFormQuery } from './queries/portal-ticket-form';
import { previewPortalGroupQuery, previewVisibilityQuery } from './queries/preview-visibility';
import { readersOfTicket } from './readers-of-ticket';
import { createServiceRequestDefinitionAction } from './requests/actions/create-definition';
import {
  approvePortalRequestAction,
  approveServiceRequestAction,
  refusePortalRequestAction,
  refuseServiceRequestAction,
  withdrawPortalRequestAction,
} from './requests/actions/decide-request';
import { deleteServiceRequestDefinitionAction } from './requests/actions/delete-definition';
import {
  archiveServiceRequestDefinitionAction,
  publishServiceRequestDefinitionAction,
  restoreServiceRequestDefinitionAction,
} from './requests/actions/publish-definition';
import { createServiceRequestAction, submitPortalRequestAction } from './requests/actions/submit-request';
import { updateServiceRequestDefinitionAction } from './requests/actions/update-definition';
import { serviceRequestDecided, serviceRequestSubmitted } from './requests/events';
import {
  getServiceRequestDefinitionQuery,
  listServiceRequestDefinitionsQuery,
  serviceRequestChoicesQuery,
} from './requests/queries/list-definitions';
import {
  getServiceFormQuery,
  listServiceFormsQuery,
  portalCatalogueQuery,
  portalRequestFormQuery,
} from './requests/queries/portal-catalogue';
import {
  getPortalRequestFileQuery,
  getPortalRequestQuery,
  listPortalRequestsQuery,
} from './requests/queries/portal-requests';
import {
  getServiceRequestQuery,
  listServiceRequestsQuery,
  serviceRequestsOfTicketQuery,
} from './requests/queries/service-requests';
import { requestFillings } from './requests/requests-of-parties';
import * as requestTables from './requests/tables';
import { visibilityGroupBoards, visibilityGroupPeople, visibilityGroups } from './tables';
import { groupFillings } from './visibility/groups-of-parties';

export const portalModule = defineModule('portal', {
  needs: [ticketsModule, timeModule, billingModule],
  permissions: portalPermissions,
  tables: [visibilityGroups, visibilityGroupPeople, visibilityGroupBoards, ...Object.values(requestTables)],
  events: [serviceRequestSubmitted, serviceRequestDecided],
  fillings: [readersOfTicket, ...groupFillings, ...requestFillings],
  actions: [
    createPortalTicketAction,
    fillPortalTicketAction,
    replyToPortalTicketAction,
    closePortalTicketAction,
    reopenPortalTicketAction,
    createVisibilityGroupAction,
    updateVisibilityGroupAction,
    deleteVisibilityGroupAction,
    createPortalGroupAction,
    updatePortalGroupAction,
    deletePortalGroupAction,
    startPortalPaymentAction,
    lookAtPortalPaymentAction,
    createServiceRequestDefinitionAction,
    updateServiceRequestDefinitionAction,
    publishServiceRequestDefinitionAction,
    archiveServiceRequestDefinitionAction,
    restoreServiceRequestDefinitionAction,
    deleteServiceRequestDefinitionAction,
    createServiceRequestAction,
    submitPortalRequestAction,
    approvePortalRequestAction,
    refusePortalRequestAction,
    withdrawPortalRequestAction,
    approveServiceRequestAction,
    refuseServiceRequestAction,
  ],
  queries: [
    portalHomeQuery,
    listSharedInteractionsQuery,
    portalTicketFormQuery,
    listPortalTicketsQuery,
    getPortalTicketQuery,
    getPortalAttachmentQuery,
    listPortalInvoicesQuery,
    getPortalInvoiceQuery,
    getPortalInvoicePdfQuery,
    listVisibilityGroupsQuery,
    previewVisibilityQuery,
    listPortalGroupsQuery,
    previewPortalGroupQuery,
    portalPaymentOptionsQuery,
    getPortalPaymentQuery,
    getPortalEInvoiceQuery,
    listServiceRequestDefinitionsQuery,
    getServiceRequestDefinitionQuery,
    serviceRequestChoicesQuery,
    listServiceRequestsQuery,
    getServiceRequestQuery,
    listServiceFormsQuery,
    getServiceFormQuery,
    serviceRequestsOfTicketQuery,
    portalCatalogueQuery,
    portalRequestFormQuery,
    listPortalRequestsQuery,
    getPortalRequestQuery,
    getPortalRequestFileQuery,
  ],
  resources: portalResources,
});
