import type { ReadCtx } from '@kelp/kernel';
import { identifier, sql, type Sql } from '@kelp/platform/db';
import type { VisibilityReach } from '../tables';

/** What a person of a client sees of its tickets. Their own are always among `contactIds`. */
export interface Sight {
  clientId: string | null;
  isAll: boolean;
  contactIds: readonly string[];
  boardIds: readonly string[];
}

/** A group as far as sight is concerned. */
export interface SightGroup {
  id: string;
  name: string;
  reach: VisibilityReach;
  memberIds: string[];
  /** Whose tickets the members see, where the reach is `some`. */
  contactIds: string[];
  boardIds: string[];
}

interface SightPerson {
  clientId: string | null;
  contactId: string | null;
  can: (permission: string) => boolean;
}

const nothing: Sight = { clientId: null, isAll: false, contactIds: [], boardIds: [] };

/** Whoever manages the groups sees the whole client: they could put themselves into any group. */
export const managesSight = ({ can }: Pick<SightPerson, 'can'>): boolean =>
  can('portal_ticket.read_client') && can('portal_visibility.manage');

/**
 * What a person sees: everything where they manage the groups; else what their groups together allow; else, in no group, what their role says.
 * `groups` are those of the person's client.
 */
export function sightOfPerson(person: SightPerson, groups: readonly SightGroup[]): Sight {
  const { clientId, contactId, can } = person;
  if (!clientId) return nothing;
  const whole: Sight = { clientId, isAll: true, contactIds: [], boardIds: [] };
  if (managesSight(person)) return whole;
  const own =
    contactId !== null && (can('portal_ticket.read_own') || can('portal_ticket.read_client')) ? [contactId] : [];
  const joined = groups.filter(({ memberIds }) => contactId !== null && memberIds.includes(contactId));
  if (joined.length === 0)
    return can('portal_ticket.read_client') ? whole : { ...whole, isAll: false, contactIds: own };
  if (joined.some(({ reach }) => reach === 'all')) return whole;
  const some = joined.filter(({ reach }) => reach === 'some');
  return {
    clientId,
    isAll: false,
    contactIds: [...new Set([...own, ...some.flatMap((group) => group.contactIds)])],
    boardIds: [...new Set(some.flatMap((group) => group.boardIds))],
  };
}

/** Whether a ticket is in sight. Says the same as `inSight`. */
export function sees(
  { clientId, isAll, contactIds, boardIds }: Sight,
  ticket: { clientId: string | null; contactId: string | null; boardId: string },
): boolean {
  if (!clientId || ticket.clientId !== clientId) return false;
  return (
    isAll || (ticket.contactId !== null && contactIds.includes(ticket.contactId)) || boardIds.includes(ticket.boardId)
  );
}

/** The same as a condition on a row of tickets. */
export function inSight({ clientId, isAll, contactIds, boardIds }: Sight, alias: string): Sql {
  if (!clientId) return sql`false`;
  const column = (name: string) => sql`${identifier(alias)}.${identifier(name)}`;
  if (isAll) return sql`${column('client_id')} = ${clientId}`;
  return sql`(${column('client_id')} = ${clientId} and (${column('contact_id')} = any(${contactIds}::uuid[])
    or ${column('board_id')} = any(${boardIds}::uuid[])))`;
}

/** Whether more than the person's own tickets may be in sight. */
export const seesOthers = ({ isAll, contactIds, boardIds }: Sight): boolean =>
  isAll || contactIds.length > 1 || boardIds.length > 0;

/** The groups of a client; only those of one contact when one is named. */
export function groupsOfSight(ctx: ReadCtx, clientId: string, contactId?: string): Promise<SightGroup[]> {
  const members = sql`select m.contact_id from visibility_group_people m where m.tenant_id = g.tenant_id and m.group_id = g.id`;
  return ctx.db.rows<SightGroup>(
    sql`select g.id, g.name, g.reach, array(${members} and m.part = 'member') as member_ids,
          array(${members} and (m.part = 'seen' or g.sees_members)) as contact_ids,
          array(select b.board_id from visibility_group_boards b where b.tenant_id = g.tenant_id and b.group_id = g.id) as board_ids
        from visibility_groups g where g.tenant_id = ${ctx.tenant} and g.client_id = ${clientId}
          ${contactId ? sql`and ${contactId} in (${members} and m.part = 'member')` : sql``}
        order by lower(g.name)`,
  );
}

/** What the caller sees. Every door of the portal asks here and nowhere else. */
export async function sightOf(ctx: ReadCtx): Promise<Sight> {
  const { clientId, contactId } = ctx.actor;
  const person = { clientId, contactId, can: (permission: string) => ctx.can(permission) };
  if (!clientId || !contactId || managesSight(person)) return sightOfPerson(person, []);
  return sightOfPerson(person, await groupsOfSight(ctx, clientId, contactId));
}
