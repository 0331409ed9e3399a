import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { moveHeldReplies } from './move-held-replies';
import { ticketMergeMoves, tickets, ticketWatchers, type ticketMerges } from '../tables';

type Merge = Row<typeof ticketMerges>;
type Kind = Row<typeof ticketMergeMoves>['kind'];

/** Moves a source's conversation, waiting replies, files, watchers and mail thread to the target, and writes down each of them for undoing. */
export async function moveAlong(ctx: Ctx, merge: Merge, source: Row<typeof tickets>): Promise<void> {
  const { sourceTicketId: from, targetTicketId: to } = merge;
  const moved = (rows: { id: string }[], kind: Kind) => rows.map(({ id }) => ({ mergeId: merge.id, kind, record: id }));
  const comments = await ctx.db.rows<{ id: string }>(
    sql`update comments set ticket_id = ${to} where tenant_id = ${ctx.tenant} and ticket_id = ${from} returning id`,
  );
  const files = await ctx.db.rows<{ id: string }>(
    sql`update attachments set ticket_id = ${to} where tenant_id = ${ctx.tenant} and ticket_id = ${from} returning id`,
  );
  const mails = await ctx.db.rows<{ id: string }>(
    sql`update tickets set mail_message_ids = mail_message_ids || (select coalesce(array_agg(m), '{}') from unnest(${source.mailMessageIds}::text[]) m
          where not (m = any(mail_message_ids))) where tenant_id = ${ctx.tenant} and id = ${to}
        returning id`,
  );
  const own = mails.length > 0 ? source.mailMessageIds.map((id) => ({ id })) : [];
  await ctx.db.insertMany(ticketMergeMoves, [
    ...moved(comments, 'comment'),
    ...moved(files, 'attachment'),
    ...moved(await watchAlong(ctx, source, to), 'watcher'),
    ...moved(own, 'mail'),
    ...moved(await moveHeldReplies(ctx, from, to), 'held_reply'),
  ]);
}

/** Whoever asked on the source and whoever watched it watches the target, unless they do already. */
async function watchAlong(ctx: Ctx, source: Row<typeof tickets>, to: string): Promise<{ id: string }[]> {
  const [target, own, there] = await Promise.all([
    ctx.db.get(tickets, to),
    ctx.db.list(ticketWatchers, { ticketId: source.id }),
    ctx.db.list(ticketWatchers, { ticketId: to }),
  ]);
  const keyOf = (watcher: { userId?: string | null; contactId?: string | null; address?: string | null }) =>
    `${watcher.userId ?? ''}/${watcher.contactId ?? ''}/${watcher.address?.toLowerCase() ?? ''}`;
  const known = new Set([...there.map(keyOf), keyOf({ contactId: target.contactId })]);
  const asking = source.contactId ? [{ userId: null, contactId: source.contactId, address: null }] : [];
  const added: { id: string }[] = [];
  for (const watcher of [...asking, ...own]) {
    if (known.has(keyOf(watcher))) continue;
    known.add(keyOf(watcher));
    const { userId, contactId, address } = watcher;
    added.push(await ctx.db.insert(ticketWatchers, { ticketId: to, userId, contactId, address }));
  }
  return added;
}
