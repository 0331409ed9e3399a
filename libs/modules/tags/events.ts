import { defineEvent, z } from '@kelp/kernel';
import { entities } from './domain/entities';

const links = z.object({ tagId: z.uuid(), entity: z.enum(entities), entityIds: z.array(z.uuid()) });

/** These records carry the tag now and did not before. */
export const tagAdded = defineEvent('tag.added', 1, links);
export const tagRemoved = defineEvent('tag.removed', 1, links);
export const tagCreated = defineEvent('tag.created', 1, z.object({ tagId: z.uuid(), name: z.string() }));
export const tagUpdated = defineEvent('tag.updated', 1, z.object({ tagId: z.uuid() }));
/** The tag is gone; `into` took its records, null when nothing did. */
export const tagDeleted = defineEvent('tag.deleted', 1, z.object({ tagId: z.uuid(), into: z.uuid().nullable() }));
