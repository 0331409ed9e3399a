import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { moveHeldReplies } from './move-held-replies';
import { ticketMergeMoves, type ticketMerges } from '../tables';

/** Returns to the source what a merge had moved to the target, except what has gone elsewhere since. */
export async function moveBack(ctx: Ctx, merge: Row<typeof ticketMerges>): Promise<void> {
  const { sourceTicketId: from, targetTicketId: to } = merge;
  const moves = await ctx.db.list(ticketMergeMoves, { mergeId: merge.id });
  const of = (kind: (typeof moves)[number]['kind']) =>
    moves.filter((move) => move.kind === kind).map(({ record }) => record);
  const there = sql`tenant_id = ${ctx.tenant} and ticket_id = ${to}`;
  await ctx.db.rows(sql`update comments set ticket_id = ${from} where ${there} and id = any(${of('comment')}::uuid[])`);
  await ctx.db.rows(
    sql`update attachments set ticket_id = ${from} where ${there} and id = any(${of('attachment')}::uuid[])`,
  );
  await moveHeldReplies(ctx, to, from, of('held_reply'));
  await ctx.db.rows(sql`delete from ticket_watchers where ${there} and id = any(${of('watcher')}::uuid[])`);
  await ctx.db.rows(
    sql`update tickets set mail_message_ids = array(select m from unnest(mail_message_ids) with ordinality as list (m, place)
          where not (m = any(${of('mail')}::text[])) order by place)
        where tenant_id = ${ctx.tenant} and id = ${to}`,
  );
}
