import { users, pagesFor } from '@kelp/identity';
import { sendEmail, type Ctx, type MailFile, type z } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import type { tickets } from '@kelp/tickets';
import type { ClientEmail } from './client-email';
import { replyAddress } from './domain/reply-token';
import type { Participant } from './participants';
import { mailboxes } from './tables';
import { remember } from './write-mail';

type Ticket = Row<typeof tickets>;
/** What the mails of one act share. */
export interface Dispatch {
  from?: string;
  replyTo?: string;
  workspace: string;
  locale: string;
}

/** The mailbox that speaks for a ticket: the one its mail came to, else one of its board, else any; undefined when there is none. */
export async function mailboxOf(ctx: Ctx, ticket: Ticket): Promise<Row<typeof mailboxes> | undefined> {
  return ctx.db.maybe<Row<typeof mailboxes>>(
    sql`select m.* from mailboxes m
        left join lateral (select max(i.received_at) as at from inbound_messages i
          where i.tenant_id = m.tenant_id and i.mailbox_id = m.id and i.ticket_id = ${ticket.id}) last on true
        where m.tenant_id = ${ctx.tenant} and m.is_active
        order by last.at desc nulls last, (m.board_id = ${ticket.boardId}) desc, m.id limit 1`,
  );
}

/** From and Reply-To of a ticket's mails, with the name of the workspace. Without a mailbox the installation's own sender is used. */
export async function dispatchOf(ctx: Ctx, ticket: Ticket): Promise<Dispatch> {
  const { name: workspace, locale } = await readTenant(ctx);
  const mailbox = await mailboxOf(ctx, ticket);
  if (!mailbox) return { workspace, locale };
  const shown = workspace.replace(/["<>\\]/g, ' ').trim();
  const replyTo = mailbox.hasPlusAddresses ? replyAddress(mailbox.address, ticket.id) : mailbox.address;
  return { workspace, locale, from: `"${shown}" <${mailbox.address}>`, replyTo };
}

/** The ticket in the portal for somebody who can sign in there; null for anybody else. */
export async function portalLink(ctx: Ctx, contactId: string | null, ticketId: string): Promise<string | null> {
  if (!contactId) return null;
  const person = await ctx.db.find(users, { contactId, type: 'client', isActive: true });
  return person ? (await pagesFor(ctx, 'client')).ticket('client', ticketId) : null;
}

interface ClientMail<P> {
  to: Participant;
  props: P;
  dedupeKey: string;
  /** The same for all recipients of one act, so that their answers to all still join the thread. */
  messageId?: string;
  attachments?: MailFile[];
}

const referencesKept = 20;

/** Sends one mail of a ticket's thread to one person outside. The customer's own first Message-ID stays the root of all of them. */
export async function mailClient<S extends z.ZodType>(
  ctx: Ctx,
  email: ClientEmail<S>,
  ticket: Ticket,
  { workspace: _shown, locale, ...dispatch }: Dispatch,
  mail: ClientMail<z.input<S>>,
): Promise<void> {
  const [root, ...others] = ticket.mailMessageIds;
  const references = root ? [root, ...others.slice(1 - referencesKept)] : [];
  const { to, messageId, ...rest } = mail;
  const id = await sendEmail(ctx, email, {
    ...rest,
    ...dispatch,
    to: { address: to.address, name: to.name },
    locale: to.locale ?? locale,
    thread: { inReplyTo: references.at(-1) ?? null, references, ...(messageId ? { messageId } : {}) },
    about: { type: 'ticket', id: ticket.id },
  });
  if (!id) return;
  const sent = await ctx.db.one<{ rfcMessageId: string }>(
    sql`select rfc_message_id from email_messages where tenant_id = ${ctx.tenant} and id = ${id}`,
  );
  await remember(ctx, ticket.id, sent.rfcMessageId);
}
