import type { Ctx } from '@kelp/kernel';
import { refused } from '@kelp/std';
import type { Row } from '@kelp/platform/db';
import { ticketBundleSettings, tickets } from '../tables';
import { lockTickets } from './lock-tickets';

/** The settings of a master. Refused for a ticket that leads no bundle. */
export async function bundleOf(ctx: Ctx, master: Row<typeof tickets>): Promise<Row<typeof ticketBundleSettings>> {
  const settings = await ctx.db.find(ticketBundleSettings, { masterTicketId: master.id });
  if (settings) return settings;
  throw refused('bundle.none', `${master.numberText} is not the master of a bundle. Open the master and do it there.`);
}

/** A child with its master, both locked, parent first. Refused for a ticket that is in no bundle. */
export async function lockChild(ctx: Ctx, id: string): Promise<{ child: Row<typeof tickets>; masterId: string }> {
  const [seen] = await lookAt(ctx, id);
  const masterId = seen?.masterTicketId;
  if (masterId) await ctx.db.lock(tickets, masterId);
  const [child] = await lockTickets(ctx, [id]);
  if (child?.masterTicketId && child.masterTicketId === masterId) return { child, masterId };
  const number = child?.numberText ?? '';
  throw refused('bundle.not_a_child', `${number} is in no bundle, or was moved meanwhile. Look at it again.`);
}

const lookAt = (ctx: Ctx, id: string) => ctx.db.list(tickets, { id });
