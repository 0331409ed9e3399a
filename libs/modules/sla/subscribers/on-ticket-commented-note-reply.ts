import { subscribeBatch, type Event, type z } from '@kelp/kernel';
import { ticketCommented } from '@kelp/tickets';
import { countsAsFirstReply } from '../domain/sla-fact';
import { factOf, type NewFact } from '../facts';
import { learn } from '../learn';

/**
 * A public reply by staff answers the client, also when a bundle's child repeats it from its master; whose turn it is after a public comment holds the clocks for the reason
 * `awaiting_client` or lets go of it. Notes and the opening text say nothing.
 */
export const onTicketCommentedNoteReply = subscribeBatch(
  ticketCommented,
  'on-ticket-commented-note-reply',
  (ctx, events) => learn(ctx, events.flatMap(factsOf)),
  { concerns: ({ visibility, isOpening }) => visibility === 'public' && !isOpening },
);

function factsOf(event: Event<z.output<typeof ticketCommented.payload>>): NewFact[] {
  const { authorType, responseState, isMirror = false } = event.payload;
  const isReply = countsAsFirstReply({
    author: isMirror ? 'internal' : authorType,
    isPublic: true,
    isOpening: false,
    isAutomatic: authorType === 'system' && !isMirror,
    isEdit: false,
    isMarkedAsReply: false,
  });
  const turn = responseState === 'awaiting_client' ? 'paused' : 'resumed';
  return [
    ...(isReply ? [factOf(event, 'replied')] : []),
    ...(authorType !== 'system' || isMirror ? [factOf(event, turn, { reason: 'awaiting_client' })] : []),
  ];
}
