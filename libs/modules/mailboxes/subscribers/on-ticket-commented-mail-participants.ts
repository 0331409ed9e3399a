import { mailHost, subscribe, type Ctx } from '@kelp/kernel';
import { users } from '@kelp/identity';
import { sql, type Row } from '@kelp/platform/db';
import { comments, ticketCommented, tickets } from '@kelp/tickets';
import { ticketReplyEmail } from '../emails/ticket-reply';
import { dispatchOf, mailClient, portalLink } from '../mail-client';
import { mailedFiles } from '../mailed-files';
import { participantsOf } from '../participants';
import { wanting } from '../unwanted-mail';

/** A comment that clients may read; nothing else can be handed to the mails below. */
type PublicComment = Row<typeof comments> & { visibility: 'public' };

/**
 * A public reply of staff goes by mail to everybody outside who takes part, but never back to its own author, nor to who turned it off. What a bundle's child repeats of its
 * master goes to the people of the child, as if it had been written there.
 */
export const onTicketCommentedMailParticipants = subscribe(
  ticketCommented,
  'on-ticket-commented-mail-participants',
  async (ctx, { id, payload }) => {
    const isReply = payload.authorType === 'internal' || payload.isMirror === true;
    if (!isReply || payload.isOpening) return;
    // The row counts, not the event: what became a note since then must not leave.
    const comment = await ctx.db.get(comments, payload.commentId);
    if (isPublic(comment)) await mailReply(ctx, comment, id);
  },
  { history: 'never' },
);

const isPublic = (comment: Row<typeof comments>): comment is PublicComment => comment.visibility === 'public';

async function mailReply(ctx: Ctx, comment: PublicComment, eventId: string): Promise<void> {
  const ticket = await ctx.db.get(tickets, comment.ticketId);
  const author = comment.userId ? await ctx.db.get(users, comment.userId) : undefined;
  const others = (await participantsOf(ctx, ticket.id)).filter(({ address }) => address !== author?.email);
  const recipients = await wanting(ctx, others, 'reply');
  if (recipients.length === 0) return;
  const dispatch = await dispatchOf(ctx, ticket);
  const messageId = `<${comment.id}@${mailHost()}>`;
  await ctx.db.rows(
    sql`update comments set rfc_message_id = ${messageId} where tenant_id = ${ctx.tenant} and id = ${comment.id}`,
  );
  const files = await mailedFiles(ctx, comment);
  for (const to of recipients) {
    await mailClient(ctx, ticketReplyEmail, ticket, dispatch, {
      to,
      messageId,
      dedupeKey: `${eventId}:reply:${to.address}`,
      attachments: files.attachments,
      props: {
        author: comment.authorName,
        workspace: dispatch.workspace,
        number: ticket.numberText,
        title: ticket.title,
        html: files.html,
        text: comment.text,
        hasMoreFiles: files.hasMore,
        link: await portalLink(ctx, to.contactId, ticket.id),
      },
    });
  }
}
