import { fillServerSlot } from '@kelp/kernel';
import { ticketCloseBlockers } from '../close-rules';
import { ticketBundleSettings, tickets } from '../tables';

const named = 5;

/** The close rule "no open children". In a synced bundle the children close with their master, so nothing stands in the way. */
export const openChildrenBlock = fillServerSlot(ticketCloseBlockers, async (ctx, { ticket, rules }) => {
  if (!rules.needsChildrenClosed) return [];
  const settings = await ctx.db.find(ticketBundleSettings, { masterTicketId: ticket.id });
  if (!settings || settings.mode === 'sync_updates') return [];
  const open = await ctx.db.list(tickets, { masterTicketId: ticket.id, isClosed: false }, { orderBy: 'id' });
  if (open.length === 0) return [];
  const numbers = open.slice(0, named).map(({ numberText }) => numberText);
  const list = open.length > named ? `${numbers.join(', ')} and ${open.length - named} more` : numbers.join(', ');
  return [{ key: 'children', text: `Close the tickets of this bundle (${list}), or use “Close all”.` }];
});
