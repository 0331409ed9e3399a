import { permissionsOfRoles } from '@kelp/identity';
import type { ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import type { VisibilityGroups, VisibilityPerson } from '../contract';
import { visibilityGroups } from '../tables';
import { portalPeople } from './portal-people';
import { groupsOfSight, managesSight, seesOthers, sightOfPerson, type Sight, type SightGroup } from './sight';

export interface Belonging {
  id: string;
  name: string;
  isInactive: boolean;
}

/** Contacts whose own or further client this is, as a condition on `k`. */
export const belongingTo = (
  clientId: string,
): Sql => sql`k.merged_into_id is null and (k.client_id = ${clientId} or exists (
  select from contact_clients f where f.tenant_id = k.tenant_id and f.contact_id = k.id and f.client_id = ${clientId}))`;

const contactsOf = (ctx: ReadCtx, clientId: string) =>
  ctx.db.rows<Belonging>(
    sql`select k.id, k.full_name as name, k.is_inactive from contacts k
        where k.tenant_id = ${ctx.tenant} and ${belongingTo(clientId)} order by lower(k.full_name), k.id`,
  );

/** Boards to choose from: all in use for staff; for people of the client those with tickets of theirs, and what a group names already. */
export const boardsToChoose = (ctx: ReadCtx, clientId: string): Promise<{ id: string; name: string }[]> => {
  const known = sql`exists (select from tickets t where t.tenant_id = b.tenant_id and t.board_id = b.id and t.client_id = ${clientId})`;
  const named = sql`exists (select from visibility_group_boards v join visibility_groups g on g.tenant_id = v.tenant_id and g.id = v.group_id
    where v.tenant_id = b.tenant_id and v.board_id = b.id and g.client_id = ${clientId})`;
  const offered = ctx.actor.userType === 'client' ? known : sql`b.is_active`;
  return ctx.db.rows(
    sql`select b.id, b.name from boards b where b.tenant_id = ${ctx.tenant} and (${offered} or ${named}) order by b.position, b.id`,
  );
};

/** The shipped role by which somebody without access is judged. */
const asUser = { name: 'User', msp: false, followsDefault: true, granted: [] };

/** What each contact of a client sees, or would see with the role User. */
export async function sightsOfContacts(ctx: ReadCtx, clientId: string, groups: readonly SightGroup[]) {
  const [contacts, people] = await Promise.all([contactsOf(ctx, clientId), portalPeople(ctx, clientId)]);
  const held = permissionsOfRoles(ctx.permissions, [asUser]);
  return contacts.map(({ id, name, isInactive }) => {
    const user = people.find(({ contactId }) => contactId === id);
    const person = { clientId, contactId: id, can: user?.can ?? ((permission: string) => held.has(permission)) };
    const joined = groups.filter(({ memberIds }) => memberIds.includes(id));
    const decidedBy: VisibilityPerson['decidedBy'] = managesSight(person)
      ? 'manages'
      : joined.length > 0
        ? 'groups'
        : 'role';
    const sight = sightOfPerson(person, groups);
    const shown = { id, name, isInactive, hasAccess: user !== undefined, reach: reachOf(sight), decidedBy };
    return { shown, sight, groups: decidedBy === 'groups' ? joined.map((group) => group.name) : [] };
  });
}

const reachOf = (sight: Sight): VisibilityPerson['reach'] => (sight.isAll ? 'all' : seesOthers(sight) ? 'some' : 'own');

/** The groups of a client with their people and boards by name, and everybody with what they see. */
export async function groupsOfClient(ctx: ReadCtx, clientId: string): Promise<VisibilityGroups> {
  const [rows, groups, boards] = await Promise.all([
    ctx.db.list(visibilityGroups, { clientId }),
    groupsOfSight(ctx, clientId),
    boardsToChoose(ctx, clientId),
  ]);
  const people = (await sightsOfContacts(ctx, clientId, groups)).map(({ shown }) => shown);
  const named = (all: readonly { id: string; name: string }[], ids: readonly string[]) =>
    all.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));
  return {
    groups: groups.flatMap(({ id, name, reach, memberIds, boardIds, ...group }) => {
      const row = rows.find((one) => one.id === id);
      if (!row) return [];
      const seen = row.seesMembers ? group.contactIds.filter((one) => !memberIds.includes(one)) : group.contactIds;
      const { seesMembers, version } = row;
      const members = named(people, memberIds);
      return [
        {
          id,
          name,
          reach,
          seesMembers,
          members,
          contacts: named(people, seen),
          boards: named(boards, boardIds),
          version,
        },
      ];
    }),
    people,
    boards,
  };
}
