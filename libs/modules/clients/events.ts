import { defineEvent, z } from '@kelp/kernel';

export const clientCreated = defineEvent('client.created', 1, z.object({ clientId: z.uuid(), name: z.string() }));
export const clientUpdated = defineEvent('client.updated', 1, z.object({ clientId: z.uuid() }));
export const clientDeleted = defineEvent('client.deleted', 1, z.object({ clientId: z.uuid(), name: z.string() }));
export const contactCreated = defineEvent(
  'contact.created',
  1,
  z.object({ contactId: z.uuid(), clientId: z.uuid().nullable() }),
);
export const contactUpdated = defineEvent('contact.updated', 1, z.object({ contactId: z.uuid() }));
