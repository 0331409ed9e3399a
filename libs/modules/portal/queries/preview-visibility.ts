import { defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { previewPortalGroup, previewVisibility, type VisibilityPreview } from '../contract';
import { sightsOfContacts } from '../visibility/groups-of-client';
import { ownClient } from '../visibility/own-client';
import { groupsOfSight, inSight } from '../visibility/sight';

const shown = 10;

/** What this contact sees, by the very rule that guards their doors. Staff must be allowed to read tickets to see which. */
export const previewVisibilityQuery = defineQuery(previewVisibility, {
  permission: 'portal_access.visibility',
  run: (ctx, { clientId, contactId }) => {
    ctx.require('ticket.read');
    return previewOf(ctx, clientId, contactId);
  },
});

/** The same by a client's own Admin, who sees all tickets of the client. */
export const previewPortalGroupQuery = defineQuery(previewPortalGroup, {
  permission: 'portal_visibility.manage',
  run: (ctx, { contactId }) => {
    ctx.require('portal_ticket.read_client');
    return previewOf(ctx, ownClient(ctx), contactId);
  },
});

async function previewOf(ctx: ReadCtx, clientId: string, contactId: string): Promise<VisibilityPreview> {
  const all = await sightsOfContacts(ctx, clientId, await groupsOfSight(ctx, clientId));
  const person = all.find(({ shown: { id } }) => id === contactId);
  if (!person) throw notFound('contact');
  const seen = sql`from tickets t left join contacts k on k.tenant_id = t.tenant_id and k.id = t.contact_id
    where t.tenant_id = ${ctx.tenant} and ${inSight(person.sight, 't')}`;
  const [{ count }, tickets] = await Promise.all([
    ctx.db.one<{ count: number }>(sql`select count(*)::int as count ${seen}`),
    ctx.db.rows<VisibilityPreview['tickets'][number]>(
      sql`select t.id, t.number_text as number, t.title, k.full_name as requester, t.is_closed ${seen}
          order by t.last_activity_at desc, t.id desc limit ${shown}`,
    ),
  ]);
  return { person: person.shown, groups: person.groups, count, tickets };
}
