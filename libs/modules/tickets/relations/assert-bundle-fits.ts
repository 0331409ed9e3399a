import type { Ctx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import type { Row } from '@kelp/platform/db';
import { ticketBundleSettings, tickets } from '../tables';
import { assertNotMerged } from './follow-merges';

type Ticket = Row<typeof tickets>;

/**
 * Refuses a bundle that would have two levels or take a ticket out of another bundle (product rule: one level only, a ticket is in one
 * bundle). The sentences name the other master's number. All tickets must be locked, so that nobody bundles one meanwhile.
 */
export async function assertBundleFits(ctx: Ctx, master: Ticket, children: readonly Ticket[]): Promise<void> {
  for (const ticket of [master, ...children]) await assertNotMerged(ctx, ticket);
  if (master.masterTicketId) {
    const top = (await ctx.db.get(tickets, master.masterTicketId)).numberText;
    throw refused(
      'bundle.master_is_child',
      `${master.numberText} is in the bundle of ${top}. Choose ${top} as the master, or take ${master.numberText} out of that bundle first.`,
      { masterId: master.masterTicketId },
    );
  }
  const led = await ctx.db.list(ticketBundleSettings, { masterTicketId: children.map(({ id }) => id) });
  const leader = children.find(({ id }) => led.some(({ masterTicketId }) => masterTicketId === id));
  if (leader) {
    const number = leader.numberText;
    throw refused(
      'bundle.child_is_master',
      `${number} is the master of a bundle, and bundles have one level only. Choose ${number} as the master, or take its tickets out first.`,
      { masterId: leader.id },
    );
  }
  const taken = children.find(({ masterTicketId }) => masterTicketId !== null && masterTicketId !== master.id);
  if (taken?.masterTicketId) {
    const other = (await ctx.db.get(tickets, taken.masterTicketId)).numberText;
    throw refused(
      'bundle.already_bundled',
      `${taken.numberText} is already in the bundle of ${other}. Leave it out, or take it out of that bundle first.`,
      { masterId: taken.masterTicketId },
    );
  }
}
