import { subscribe } from '@kelp/kernel';
import { ticketCommented } from '@kelp/tickets';
import { countsAsFirstReply } from '../domain/sla-fact';
import { factOf, type NewFact } from '../facts';
import { learn } from '../learn';

/**
 * A public reply by staff answers the client, also when a bundle's child repeats it from its master; whose turn it is after a public comment holds the clocks for the reason
 * `awaiting_client` or lets go of it. Notes and the opening text say nothing.
 */
export const onTicketCommentedNoteReply = subscribe(
  ticketCommented,
  'on-ticket-commented-note-reply',
  async (ctx, event) => {
    const { authorType, responseState, isMirror = false } = event.payload;
    const isReply = countsAsFirstReply({
      author: isMirror ? 'internal' : authorType,
      isPublic: true,
      isOpening: false,
      isAutomatic: authorType === 'system' && !isMirror,
      isEdit: false,
      isMarkedAsReply: false,
    });
    const facts: NewFact[] = isReply ? [factOf(event, 'replied')] : [];
    if (authorType !== 'system' || isMirror) {
      facts.push(
        factOf(event, responseState === 'awaiting_client' ? 'paused' : 'resumed', { reason: 'awaiting_client' }),
      );
    }
    await learn(ctx, facts);
  },
  { concerns: ({ visibility, isOpening }) => visibility === 'public' && !isOpening },
);
