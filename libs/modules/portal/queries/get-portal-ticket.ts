import { portalFields, type Custom } from '@kelp/fields';
import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { followMerges } from '@kelp/tickets';
import { getPortalTicket, type PortalComment } from '../contract';
import { portalTicketFrom, portalTicketSelect, reachable, toPortalTicket, type FlatPortalTicket } from './ticket-rows';

interface FullPortalTicket extends FlatPortalTicket {
  assignee: string | null;
  closedAt: Date | null;
  mergedIntoId: string | null;
  boardId: string;
  custom: Custom;
}

const offered = ['portal_ticket.comment', 'portal_ticket.close', 'portal_ticket.reopen'];

/** One ticket with its public conversation. A foreign ticket answers as an unknown one. */
export const getPortalTicketQuery = defineQuery(getPortalTicket, {
  permission: 'portal_ticket.read_own',
  run: async (ctx, { id }) => {
    const row = await ctx.db.maybe<FullPortalTicket>(
      sql`select ${portalTicketSelect}, u.name as assignee, t.closed_at, t.merged_into_id, t.board_id, t.custom ${portalTicketFrom}
          left join users u on u.tenant_id = t.tenant_id and u.id = t.assigned_to
          where ${await reachable(ctx)} and t.id = ${id}`,
    );
    if (!row) throw notFound('ticket');
    const [comments, fields] = await Promise.all([
      conversation(ctx, id),
      portalFields(ctx, 'ticket', row.custom, row.boardId),
    ]);
    const { assignee, closedAt, mergedIntoId } = row;
    const isMerged = mergedIntoId !== null;
    return {
      ...toPortalTicket(ctx, row),
      assignee,
      closedAt,
      fields,
      isMerged,
      continuesIn: isMerged ? await continuation(ctx, id) : null,
      comments,
      abilities: abilitiesOf(ctx, isMerged ? ['portal_ticket.comment'] : offered),
    };
  },
});

/** Where a merged request leads, if this person reaches it. */
async function continuation(ctx: ReadCtx, id: string) {
  const end = await followMerges(ctx, id);
  const row = await ctx.db.maybe<{ id: string; number: string }>(
    sql`select t.id, t.number_text as number from tickets t where ${await reachable(ctx)} and t.id = ${end}`,
  );
  return row ?? null;
}

/** A ticket's own comments, also those that a merge took along: whoever asked may go on reading what was said to them. */
const ownComments = (ctx: ReadCtx, ticketId: string) => sql`(ticket_id = ${ticketId} or id in (
  select mm.record::uuid from ticket_merge_moves mm join ticket_merges m on m.tenant_id = mm.tenant_id and m.id = mm.merge_id
  where mm.tenant_id = ${ctx.tenant} and mm.kind = 'comment' and m.source_ticket_id = ${ticketId} and m.undone_at is null))`;

interface FlatComment {
  id: string;
  authorType: 'internal' | 'client' | 'system';
  authorName: string;
  contactId: string | null;
  userId: string | null;
  html: string;
  origin: string;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
}

interface FlatFile {
  id: string;
  commentId: string;
  filename: string;
  contentType: string;
  size: bigint;
  isInline: boolean;
}

async function conversation(ctx: ReadCtx, ticketId: string): Promise<PortalComment[]> {
  const [comments, files] = await Promise.all([
    ctx.db.rows<FlatComment>(
      sql`select id, author_type, author_name, contact_id, user_id, html, origin, created_at, edited_at, deleted_at from comments
          where tenant_id = ${ctx.tenant} and ${ownComments(ctx, ticketId)} and visibility = 'public' order by id`,
    ),
    ctx.db.rows<FlatFile>(
      sql`select a.id, a.comment_id, a.filename, a.content_type, a.size, a.is_inline from attachments a
          join comments c on c.tenant_id = a.tenant_id and c.id = a.comment_id and c.visibility = 'public'
          where a.tenant_id = ${ctx.tenant} and a.ticket_id = ${ticketId} order by a.id`,
    ),
  ]);
  return comments.map((comment) => ({
    id: comment.id,
    author: { name: comment.authorName, side: sideOf(ctx, comment) },
    html: throughPortalDoor(comment.html),
    createdAt: comment.createdAt,
    editedAt: comment.editedAt,
    isDeleted: comment.deletedAt !== null,
    attachments: files
      .filter(({ commentId }) => commentId === comment.id)
      .map(({ id, filename, contentType, size, isInline }) => ({
        id,
        filename,
        contentType,
        size: Number(size),
        isInline,
      })),
  }));
}

function sideOf(ctx: ReadCtx, { authorType, contactId, userId, origin }: FlatComment): PortalComment['author']['side'] {
  // What a bundle repeats was written by a person of the support team, for everybody with the same trouble.
  if (authorType === 'internal' || origin === 'bundle') return 'support';
  if (authorType === 'system') return 'system';
  const isYou =
    (contactId !== null && contactId === ctx.actor.contactId) || (userId !== null && userId === ctx.actor.id);
  return isYou ? 'you' : 'colleague';
}

/** Pictures inside a mail are kept with the address of the staff's file door, which is closed to clients. */
const throughPortalDoor = (html: string): string =>
  html.replaceAll('/api/files/ticket.attachment/', '/api/files/portal_ticket.attachment/');
