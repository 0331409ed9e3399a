import type { Ctx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import type { Row } from '@kelp/platform/db';
import { ticketBundleSettings, type tickets } from '../tables';
import { assertNotMerged } from './follow-merges';

type Ticket = Row<typeof tickets>;

/**
 * Refuses a merge over clients, of a ticket that was merged already, and of a master, whose children would lose their place. Both tickets
 * must be locked.
 */
export async function assertMergeFits(ctx: Ctx, source: Ticket, target: Ticket): Promise<void> {
  await assertNotMerged(ctx, target);
  await assertNotMerged(ctx, source);
  const [from, into] = [source.numberText, target.numberText];
  if (source.clientId && target.clientId && source.clientId !== target.clientId) {
    throw refused(
      'merge.other_client',
      `${from} and ${into} belong to different clients, and a merged conversation is read by both. Link or bundle them instead.`,
    );
  }
  if (await ctx.db.find(ticketBundleSettings, { masterTicketId: source.id })) {
    throw refused(
      'merge.source_is_master',
      `${from} is the master of a bundle. Promote another ticket or take its tickets out first.`,
    );
  }
}
