import { contract, idOf, lineOfText, z } from '@kelp/kernel/contract';

const reference = z.object({ id: z.uuid(), name: z.string() });
const reach = z.enum(['own', 'some', 'all']);

const visibilityGroup = reference.extend({
  reach,
  /** Members see each other's tickets. Counts where the reach is `some`. */
  seesMembers: z.boolean(),
  members: z.array(reference),
  /** Further people whose tickets the members see. */
  contacts: z.array(reference),
  boards: z.array(reference),
  version: z.number(),
});
export type VisibilityGroup = z.output<typeof visibilityGroup>;

const visibilityPerson = reference.extend({
  isInactive: z.boolean(),
  /** Whether the contact may use the portal at all. */
  hasAccess: z.boolean(),
  reach,
  /** What decides: that they manage the groups, their groups, or their role. */
  decidedBy: z.enum(['manages', 'groups', 'role']),
});
export type VisibilityPerson = z.output<typeof visibilityPerson>;

const groups = z.object({
  groups: z.array(visibilityGroup),
  /** The client's contacts; who has no access is shown as a portal user with the role User would be. */
  people: z.array(visibilityPerson),
  boards: z.array(reference),
});
export type VisibilityGroups = z.output<typeof groups>;

const few = (noun: string, most: number) => z.array(idOf(noun)).max(most, `At most ${most} at once.`).default([]);

const facts = {
  name: lineOfText(80),
  reach,
  seesMembers: z.boolean().default(true),
  memberIds: few('contact', 500),
  contactIds: few('contact', 500),
  boardIds: few('board', 100),
};
const change = z.object({ id: idOf('visibility_group'), version: z.number().int().optional(), ...facts });
const saved = z.object({ id: z.uuid(), version: z.number() });
const one = z.object({ id: idOf('visibility_group') });
const removed = z.object({ id: z.uuid() });

const preview = z.object({
  person: visibilityPerson,
  /** The names of the groups that decide; empty where the role does. */
  groups: z.array(z.string()),
  /** Tickets in sight, open and closed. */
  count: z.number(),
  /** The latest of them. */
  tickets: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      title: z.string(),
      requester: z.string().nullable(),
      isClosed: z.boolean(),
    }),
  ),
});
export type VisibilityPreview = z.output<typeof preview>;

const ofContact = z.object({ contactId: idOf('contact') });
const ofClient = z.object({ clientId: idOf('client') });

export const listVisibilityGroups = contract({ name: 'visibility_group.list', input: ofClient, output: groups });
export const createVisibilityGroup = contract({
  name: 'visibility_group.create',
  input: ofClient.extend(facts),
  output: saved,
});
export const updateVisibilityGroup = contract({ name: 'visibility_group.update', input: change, output: saved });
export const deleteVisibilityGroup = contract({ name: 'visibility_group.delete', input: one, output: removed });
/** What a contact sees of the tickets, as the portal would show it. */
export const previewVisibility = contract({
  name: 'visibility_group.preview',
  input: ofContact.extend(ofClient.shape),
  output: preview,
});

/** The same by the people of a client for their own client. */
export const listPortalGroups = contract({ name: 'portal_group.list', input: z.object({}), output: groups });
export const createPortalGroup = contract({ name: 'portal_group.create', input: z.object(facts), output: saved });
export const updatePortalGroup = contract({ name: 'portal_group.update', input: change, output: saved });
export const deletePortalGroup = contract({ name: 'portal_group.delete', input: one, output: removed });
export const previewPortalGroup = contract({ name: 'portal_group.preview', input: ofContact, output: preview });
