import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { undoMs } from '../actions/merge-tickets';
import { ticketRelations, type RelatedTicket, type TicketRelations } from '../contract';
import { readLink } from '../domain/link-wording';
import { followMerges } from '../relations/follow-merges';
import { ticketBundleSettings, ticketLinks, ticketMerges, tickets } from '../tables';
import { relatedFrom, relatedSelect, toRelated, type FlatRelated } from './related-rows';

type Look = (id: string) => RelatedTicket | undefined;
const offered = ['ticket.bundle', 'ticket.merge', 'ticket.update', 'ticket.create', 'ticket.close'];

/** The bundle of a ticket, its links at both ends, what was merged into it and where it was merged itself. Staff only. */
export const ticketRelationsQuery = defineQuery(ticketRelations, {
  permission: 'ticket.read',
  run: async (ctx, { id }) => {
    const ticket = await ctx.db.get(tickets, id);
    ctx.assertVisible('ticket.read', ticket, tickets.noun);
    const now = await ctx.time();
    const masterId = ticket.masterTicketId ?? id;
    const [settings, children, merges, end] = await Promise.all([
      ctx.db.find(ticketBundleSettings, { masterTicketId: masterId }),
      ctx.db.list(tickets, { masterTicketId: masterId }, { orderBy: 'id' }),
      ctx.db.list(ticketMerges, { targetTicketId: id, undoneAt: null }, { orderBy: 'id', direction: 'desc' }),
      followMerges(ctx, id),
    ]);
    const own = merges.map(({ sourceTicketId }) => sourceTicketId);
    const links = await linksOf(ctx, [id, ...own]);
    const others = links.flatMap((link) => [link.fromTicketId, link.toTicketId]);
    const look = await lookUp(ctx, [masterId, end, ...own, ...others, ...children.map((child) => child.id)]);
    return {
      bundle: bundleOf(settings, look(masterId), children, look),
      links: readLinks(links, new Set([id, ...own]), look),
      merged: merges.flatMap((merge) => readMerge(merge, look, now)),
      mergedInto: end === id ? null : (look(end) ?? null),
      mayUndo: await mayUndo(ctx, id, now),
      abilities: abilitiesOf(ctx, offered),
    };
  },
});

/** Finds each of these tickets that this person may see. */
async function lookUp(ctx: ReadCtx, ids: string[]): Promise<Look> {
  const rows = await ctx.db.rows<FlatRelated>(
    sql`select ${relatedSelect} ${relatedFrom}
          where t.tenant_id = ${ctx.tenant} and t.id = any(${[...new Set(ids)]}::uuid[]) and ${ctx.visible('ticket.read', 't')}`,
  );
  const byId = new Map(rows.map((row) => [row.id, toRelated(row)]));
  return (id) => byId.get(id);
}

function bundleOf(
  settings: Row<typeof ticketBundleSettings> | undefined,
  master: RelatedTicket | undefined,
  children: Row<typeof tickets>[],
  look: Look,
): TicketRelations['bundle'] {
  if (!settings || !master) return null;
  const shown = children.flatMap(({ id }) => look(id) ?? []);
  const { mode, reopensOnChildReply, version } = settings;
  const clientCount = new Set([master, ...shown].flatMap(({ client }) => client?.id ?? [])).size;
  return { master, children: shown, mode, reopensOnChildReply, version, clientCount };
}

const linksOf = (ctx: ReadCtx, ids: string[]): Promise<Row<typeof ticketLinks>[]> =>
  ctx.db.rows(
    sql`select * from ticket_links where tenant_id = ${ctx.tenant}
        and (from_ticket_id = any(${ids}::uuid[]) or to_ticket_id = any(${ids}::uuid[])) order by id`,
  );

/** The links of a ticket and of those merged into it; one between the two of them says nothing any more. */
function readLinks(links: Row<typeof ticketLinks>[], own: Set<string>, look: Look): TicketRelations['links'] {
  return links.flatMap((link) => {
    const end = own.has(link.fromTicketId) ? link.fromTicketId : link.toTicketId;
    const otherId = end === link.fromTicketId ? link.toTicketId : link.fromTicketId;
    const ticket = own.has(otherId) ? undefined : look(otherId);
    return ticket ? [{ id: link.id, wording: readLink(link, end), ticket }] : [];
  });
}

function readMerge(merge: Row<typeof ticketMerges>, look: Look, now: Date): TicketRelations['merged'] {
  const ticket = look(merge.sourceTicketId);
  const until = new Date(merge.mergedAt.getTime() + undoMs);
  const { mergedAt, mergedByName: mergedBy } = merge;
  return ticket ? [{ ticket, mergedAt, mergedBy, undoUntil: until > now ? until : null }] : [];
}

async function mayUndo(ctx: ReadCtx, id: string, now: Date): Promise<boolean> {
  const merge = await ctx.db.find(ticketMerges, { sourceTicketId: id, undoneAt: null });
  return merge !== undefined && ctx.can('ticket.merge') && now.getTime() <= merge.mergedAt.getTime() + undoMs;
}
