import { subscribe, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { ticketCreated, tickets } from '@kelp/tickets';
import { ticketReceivedEmail } from '../emails/ticket-received';
import { dispatchOf, mailClient, portalLink } from '../mail-client';
import { participantsOf } from '../participants';
import { inboundMessages, mailboxes } from '../tables';

/** One acknowledgement to the person who asked, for tickets from outside; at most one to an address in an hour. */
export const onTicketCreatedAcknowledge = subscribe(
  ticketCreated,
  'on-ticket-created-acknowledge',
  async (ctx, event) => {
    const { ticketId, origin } = event.payload;
    if (origin !== 'email' && origin !== 'portal') return;
    if (origin === 'email' && !(await wantsAnswer(ctx, ticketId))) return;
    const ticket = await ctx.db.get(tickets, ticketId);
    // Only the first, the person who asked; people in copy have not written to us.
    const [requester] = await participantsOf(ctx, ticketId);
    if (!requester || (await hasHeardLately(ctx, requester.address))) return;
    const dispatch = await dispatchOf(ctx, ticket);
    await mailClient(ctx, ticketReceivedEmail, ticket, dispatch, {
      to: requester,
      dedupeKey: `${event.id}:acknowledge:${requester.address}`,
      props: {
        name: requester.name,
        workspace: dispatch.workspace,
        number: ticket.numberText,
        title: ticket.title,
        link: await portalLink(ctx, requester.contactId, ticketId),
      },
    });
  },
  { history: 'never' },
);

/** Not of a machine's mail, and not where the mailbox is set to keep silent. */
async function wantsAnswer(ctx: Ctx, ticketId: string): Promise<boolean> {
  const [opening] = await ctx.db.list(inboundMessages, { ticketId }, { orderBy: 'id', limit: 1 });
  if (!opening) return true;
  return opening.reason !== 'automatic' && (await ctx.db.get(mailboxes, opening.mailboxId)).autoAcknowledge;
}

/** Two acknowledgements at once wait for each other, so that the second sees the first. */
async function hasHeardLately(ctx: Ctx, address: string): Promise<boolean> {
  await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`acknowledge:${ctx.tenant}:${address}`}, 0))`);
  const sent = await ctx.db.maybe(
    sql`select 1 as found from email_messages where tenant_id = ${ctx.tenant} and to_address = ${address}
        and template = ${ticketReceivedEmail.name} and created_at > ${ctx.now()}::timestamptz - interval '1 hour' limit 1`,
  );
  return sent !== undefined;
}
