import { defineAction } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { linkTickets } from '../contract';
import { readLink, storeLink } from '../domain/link-wording';
import { assertNotMerged } from '../relations/follow-merges';
import { lockTickets } from '../relations/lock-tickets';
import { recordRelation } from '../relations/record-relation';
import { ticketLinks } from '../tables';

/** Links two tickets, also of different clients: only staff see links. The same link twice is one; the opposite is refused. */
export const linkTicketsAction = defineAction(linkTickets, {
  permission: 'ticket.update',
  run: async (ctx, { id, otherId, kind: wording }) => {
    if (id === otherId) throw invalid('A ticket cannot be linked to itself.', { otherId: 'Choose another ticket.' });
    const [own, other] = await lockTickets(ctx, [id, otherId]);
    if (!own || !other) throw new Error('A locked ticket is missing.');
    await assertNotMerged(ctx, own);
    await assertNotMerged(ctx, other);
    const link = storeLink(id, otherId, wording);
    const { fromTicketId, toTicketId, kind } = link;
    const same = await ctx.db.find(ticketLinks, { fromTicketId, toTicketId, kind });
    if (same) return { id: same.id };
    if (await ctx.db.find(ticketLinks, { fromTicketId: toTicketId, toTicketId: fromTicketId, kind })) {
      throw refused(
        'link.opposite',
        `${own.numberText} and ${other.numberText} are linked the other way round. Remove that link first.`,
      );
    }
    const written = await ctx.db.insert(ticketLinks, { id: ctx.newId(), ...link });
    await recordRelation(ctx, [
      { ticketId: id, otherTicketId: otherId, kind: 'linked', detail: readLink(link, id) },
      { ticketId: otherId, otherTicketId: id, kind: 'linked', detail: readLink(link, otherId) },
    ]);
    ctx.touch('ticket');
    return { id: written.id };
  },
});
