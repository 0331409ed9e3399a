export * from './contract';
export * from './events';
export { clientsModule } from './module';
export { clients, clientLocations, contacts, contactClients, clientEmailDomains } from './tables';
export { createClientAction } from './actions/create-client';
export { updateClientAction } from './actions/update-client';
export { deleteClientAction } from './actions/delete-client';
export { deleteContactAction } from './actions/delete-contact';
export { updateContactAction } from './actions/update-contact';
export { updateLocationAction } from './actions/update-location';
export { removeLocationAction } from './actions/remove-location';
export { addDomainAction } from './actions/add-domain';
export { createContactAction } from './actions/create-contact';
export { addLocationAction } from './actions/add-location';
export { contactsByAddress } from './contacts-by-address';
export { billingAddressOf } from './billing-contact';
export { belongsTo } from './belongs-to';
export { refuseMergedClient, refuseMergedContact } from './refuse-merged';
export { clientHealthSlot, type HealthPart } from './health';
export { clientDependents, countDependents } from './dependents';
export {
  clientMerge,
  contactMerge,
  movedRows,
  partyUndo,
  stayingRows,
  type MergePart,
  type MergeQuestion,
  type TakenBack,
  type UndoPart,
  type UndoQuestion,
} from './merging/slots';
export { mergedClients, mergedContacts } from './merging/merged';
export { interactions, interactionTypes } from './interaction-tables';
export { interactionTime, ticketsNamed, type TicketFacts } from './interactions/slots';
export { createInteractionAction } from './interactions/write-interaction';
export { answerTimeline, partyTimeline, type TimelineQuestion } from './timeline/slot';
export { familyOf } from './family-of';
export { findSender, type Sender } from './find-sender';
export { normalizeEmail, domainOf } from './domain/normalize-email';
export { escapeLike } from './queries/escape-like';
export { holdersOfNames } from './refuse-taken';
export { addressLine } from './address-line';
