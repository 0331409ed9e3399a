import { boolean, integer, tenantColumns, text, uuid } from '@kelp/platform/db';

/** Whose tickets the members of a group see: only their own, those the group names, or all of the client. */
export type VisibilityReach = 'own' | 'some' | 'all';

export const visibilityGroups = tenantColumns(
  'visibility_groups',
  {
    clientId: uuid(),
    name: text(),
    reach: text<VisibilityReach>(),
    seesMembers: boolean().withDefault(),
    /** Counts the savings, so that a change of the people alone is a new version too. */
    edition: integer().withDefault(),
  },
  {
    noun: 'visibility group',
    conflicts: { visibility_groups_name_unique: 'This client has a group of this name already. Choose another name.' },
  },
);

/** `member` is in the group; the tickets of a `seen` one are shown to its members. */
export const visibilityGroupPeople = tenantColumns('visibility_group_people', {
  groupId: uuid(),
  contactId: uuid(),
  part: text<'member' | 'seen'>(),
});

export const visibilityGroupBoards = tenantColumns('visibility_group_boards', { groupId: uuid(), boardId: uuid() });
