import { users } from '@kelp/identity';
import { subscribe, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { comments, ticketCommented, ticketReaders, tickets } from '@kelp/tickets';
import { ticketColleagueRepliedEmail } from '../emails/ticket-colleague-replied';
import { dispatchOf, mailClient, portalLink } from '../mail-client';
import { mailedFiles } from '../mailed-files';
import { participantsOf, type Participant } from '../participants';
import { wanting } from '../unwanted-mail';

/**
 * What somebody of a client wrote in the portal goes by mail to the others outside who take part. What came by mail does not: its writer
 * chose who got a copy.
 */
export const onTicketCommentedMailColleagues = subscribe(
  ticketCommented,
  'on-ticket-commented-mail-colleagues',
  async (ctx, { id, payload }) => {
    if (payload.authorType !== 'client' || payload.isOpening || payload.isMirror) return;
    const comment = await ctx.db.get(comments, payload.commentId);
    if (comment.visibility !== 'public' || comment.origin === 'mail' || comment.deletedAt) return;
    const ticket = await ctx.db.get(tickets, comment.ticketId);
    const others = (await participantsOf(ctx, ticket.id)).filter(
      ({ contactId }) => contactId !== comment.contactId || !contactId,
    );
    const recipients = await wanting(ctx, await seeing(ctx, ticket, others), 'colleague_reply');
    if (recipients.length === 0) return;
    const dispatch = await dispatchOf(ctx, ticket);
    const number = ticket.numberText;
    const { html, attachments, hasMore } = await mailedFiles(ctx, comment);
    const facts = { author: comment.authorName, workspace: dispatch.workspace, number, title: ticket.title };
    for (const to of recipients) {
      const link = await portalLink(ctx, to.contactId, ticket.id);
      const dedupeKey = `${id}:colleague-reply:${to.address}`;
      const props = { ...facts, html, text: comment.text, hasMoreFiles: hasMore, link };
      await mailClient(ctx, ticketColleagueRepliedEmail, ticket, dispatch, { to, dedupeKey, attachments, props });
    }
  },
  { history: 'never' },
);

/** Who can sign in to the portal gets by mail only what they see there; who cannot takes part by mail alone. */
async function seeing(ctx: Ctx, ticket: Row<typeof tickets>, people: readonly Participant[]): Promise<Participant[]> {
  const contactIds = people.flatMap(({ contactId }) => contactId ?? []);
  if (contactIds.length === 0) return [...people];
  const inPortal = await ctx.db.list(users, { contactId: contactIds, type: 'client', isActive: true });
  const readers = new Set((await ctx.askSlot(ticketReaders, ticket)).map(({ userId }) => userId));
  const blind = new Set(inPortal.filter(({ id }) => !readers.has(id)).map(({ contactId }) => contactId));
  return people.filter(({ contactId }) => contactId === null || !blind.has(contactId));
}
