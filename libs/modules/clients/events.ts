import { defineEvent, z } from '@kelp/kernel';

export const clientCreated = defineEvent('client.created', 1, z.object({ clientId: z.uuid(), name: z.string() }));
export const clientUpdated = defineEvent('client.updated', 1, z.object({ clientId: z.uuid() }));
export const clientDeleted = defineEvent('client.deleted', 1, z.object({ clientId: z.uuid(), name: z.string() }));
export const contactCreated = defineEvent(
  'contact.created',
  1,
  z.object({ contactId: z.uuid(), clientId: z.uuid().nullable() }),
);
export const contactDeleted = defineEvent('contact.deleted', 1, z.object({ contactId: z.uuid(), name: z.string() }));
export const contactUpdated = defineEvent('contact.updated', 1, z.object({ contactId: z.uuid() }));
/** `clientId` stays; `mergedId` became a part of it. */
export const clientMerged = defineEvent(
  'client.merged',
  1,
  z.object({ clientId: z.uuid(), mergedId: z.uuid(), name: z.string() }),
);
export const contactMerged = defineEvent(
  'contact.merged',
  1,
  z.object({ contactId: z.uuid(), mergedId: z.uuid(), name: z.string() }),
);
/** A merge was taken back: `mergedId` stands for itself again. */
export const clientMergeUndone = defineEvent('client.merge_undone', 1, clientMerged.payload);
export const contactMergeUndone = defineEvent('contact.merge_undone', 1, contactMerged.payload);
const interactionId = z.uuid();
export const interactionLogged = defineEvent(
  'interaction.logged',
  1,
  z.object({
    interactionId,
    clientId: z.uuid().nullable(),
    contactId: z.uuid().nullable(),
    ticketId: z.uuid().nullable(),
  }),
);
export const interactionUpdated = defineEvent('interaction.updated', 1, z.object({ interactionId }));
export const interactionDeleted = defineEvent('interaction.deleted', 1, z.object({ interactionId }));
