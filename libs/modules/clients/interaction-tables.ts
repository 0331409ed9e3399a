import { instant, integer, tenantColumns, text, uuid } from '@kelp/platform/db';

export type InteractionStatus = 'planned' | 'in_progress' | 'completed' | 'cancelled';
export type InteractionVisibility = 'internal' | 'shared';

/** Kinds of what is said and done with clients beside tickets: seven that come with Kelp, and a workspace's own. */
export const interactionTypes = tenantColumns(
  'interaction_types',
  {
    name: text(),
    icon: text(),
    position: integer(),
    /** Of a shipped one; those are renamed and never removed. */
    systemKey: text().orNull(),
    /** The standard type that it came from, so that importing again finds it. */
    sourceStandardId: text().orNull(),
    /** Removed ones stay for what was logged with them and are offered no more. */
    removedAt: instant().orNull(),
  },
  {
    noun: 'interaction type',
    conflicts: { interaction_types_name_unique: 'There is already a type with this name. Choose another name.' },
  },
);

/** A call, a visit, a meeting: with a client, a contact, or both. */
export const interactions = tenantColumns('interactions', {
  typeId: uuid(),
  title: text(),
  body: text().withDefault(),
  clientId: uuid().orNull(),
  contactId: uuid().orNull(),
  ticketId: uuid().orNull(),
  /** Who of the staff it was. */
  userId: uuid().orNull(),
  status: text<InteractionStatus>().withDefault(),
  startAt: instant(),
  endAt: instant().orNull(),
  /** End minus start when both are known. */
  durationMinutes: integer().orNull(),
  visibility: text<InteractionVisibility>().withDefault(),
});
