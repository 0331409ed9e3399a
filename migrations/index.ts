import type { Migration } from '@kelp/platform/migrate';
import { kernel } from './0001-kernel';
import { identity } from './0002-identity';
import { clients } from './0003-clients';
import { catalog } from './0004-catalog';
import { tickets } from './0005-tickets';
import { sla } from './0006-sla';
import { time } from './0007-time';
import { contracts } from './0008-contracts';
import { billing } from './0009-billing';
import { notifications } from './0010-notifications';
import { mailboxes } from './0011-mailboxes';
import { boards } from './0012-boards';
import { ticketRelations } from './0013-ticket-relations';
import { deskTemplates } from './0014-desk-templates';
import { conversation } from './0015-conversation';
import { savedViews } from './0016-saved-views';
import { search } from './0017-search';
import { tagsAndFields } from './0018-tags-and-fields';
import { serviceLevels } from './0019-sla';
import { mail } from './0020-mail';
import { clientsWhole } from './0021-clients-whole';
import { clientHierarchy } from './0021-client-hierarchy';
import { conversationWhole } from './0023-conversation-whole';
import { notices } from './0026-notices';
import { mergeUndo } from './0042-merge-undo';
import { parties } from './0027-parties';
import { myWork } from './0028-my-work';
import { countedLines } from './0029-counted-lines';
import { hours } from './0030-hours';
import { discounts } from './0030-discounts';
import { documents } from './0031-documents';
import { credits } from './0032-credits';
import { receivables } from './0032-receivables';
import { payments } from './0039-payments';
import { approvals } from './0039-approvals';
import { deferredRevenue } from './0039-deferred-revenue';
import { lateFees } from './0039-late-fees';
import { searchFacets } from './0035-search-facets';
import { timers } from './0033-timers';
import { timesheets } from './0034-timesheets';
import { usage } from './0037-usage';
import { tax } from './0038-tax';
import { taxExternal } from './0038-tax-external';
import { papers } from './0040-papers';
import { mailboxWatches } from './0036-mailbox-watches';
import { visibilityGroups } from './0036-visibility-groups';
import { commitments } from './0037-commitments';
import { eInvoices } from './0040-e-invoices';
import { rateRules } from './0043-rate-rules';
import { purchaseOrders } from './0044-purchase-orders';
import { secondFactors } from './0041-second-factors';
import { signInProviders } from './0041-sign-in-providers';
import { accountingExports } from './0045-accounting-exports';
import { clientType } from './0047-client-type';
import { projects } from './0048-projects';
import { peopleOfClients } from './0047-people-of-clients';
import { costRates } from './0046-cost-rates';
import { backups } from './0057-backups';
import { openingBalances } from './0068-opening-balances';
import { hoursOfRules } from './0069-hours-of-rules';
import { claimsOfLines } from './0072-claims-of-lines';
import { standardTypes } from './0060-standard-types';
import { policies } from './0053-policies';
import { imports } from './0054-imports';
import { formerTickets } from './0056-former-tickets';
import { formerTime } from './0056-former-time';
import { ownPriceOfTime } from './0058-own-price-of-time';
import { listIndexes } from './0059-list-indexes';
import { viewAs } from './0051-view-as';
import { auditChain } from './0052-audit-chain';
import { webhooks } from './0049-webhooks';
import { apiKeyScopes } from './0050-api-key-scopes';
import { inboundWebhooks } from './0050-inbound-webhooks';
import { surveys } from './0055-surveys';
import { branding } from './0064-branding';
import { portalDomains } from './0065-portal-domains';
import { serviceRequests } from './0062-service-requests';
import { workspaceArchives } from './0066-workspace-archives';
import { workspaceDeletions } from './0067-workspace-deletions';
import { numbering } from './0073-numbering';
import { placesOfTickets } from './0075-places-of-tickets';
import { deletedTickets } from './0076-deleted-tickets';

/** The one chain, in order. A released step is never edited; a new one is appended. */
export const chain: Migration[] = [
  kernel,
  identity,
  clients,
  catalog,
  tickets,
  sla,
  time,
  contracts,
  billing,
  notifications,
  mailboxes,
  boards,
  ticketRelations,
  deskTemplates,
  conversation,
  savedViews,
  search,
  tagsAndFields,
  serviceLevels,
  mail,
  clientsWhole,
  clientHierarchy,
  conversationWhole,
  notices,
  parties,
  myWork,
  countedLines,
  hours,
  discounts,
  documents,
  credits,
  receivables,
  searchFacets,
  timers,
  timesheets,
  usage,
  papers,
  visibilityGroups,
  payments,
  commitments,
  tax,
  taxExternal,
  eInvoices,
  mailboxWatches,
  secondFactors,
  signInProviders,
  approvals,
  lateFees,
  deferredRevenue,
  costRates,
  rateRules,
  mergeUndo,
  purchaseOrders,
  accountingExports,
  viewAs,
  auditChain,
  clientType,
  webhooks,
  projects,
  peopleOfClients,
  inboundWebhooks,
  apiKeyScopes,
  imports,
  formerTickets,
  surveys,
  formerTime,
  policies,
  ownPriceOfTime,
  listIndexes,
  backups,
  branding,
  portalDomains,
  openingBalances,
  hoursOfRules,
  serviceRequests,
  standardTypes,
  workspaceArchives,
  workspaceDeletions,
  numbering,
  claimsOfLines,
  placesOfTickets,
  deletedTickets,
];
