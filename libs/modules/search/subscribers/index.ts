import { contractCreated, contractEnded, contractUpdated } from '@kelp/contracts';
import {
  clientCreated,
  clientDeleted,
  clientUpdated,
  contactCreated,
  contactDeleted,
  contactUpdated,
} from '@kelp/clients';
import { invoiceDrafted, invoiceFinalised, invoiceVoided, openingBalanceRecorded } from '@kelp/billing';
import { subscribeBatch, type EventType, type Subscriber, type z } from '@kelp/kernel';
import {
  ticketCommentDeleted,
  ticketDeleted,
  ticketCommentEdited,
  ticketCommented,
  ticketCreated,
  ticketMerged,
  ticketMergeUndone,
  ticketUpdated,
} from '@kelp/tickets';
import type { DocType } from '../tables';
import { writeComments, writeDocs } from '../write-docs';

/** A burst of events of one type costs one statement. */
function rewrite<S extends z.ZodType>(
  event: EventType<S>,
  type: DocType,
  idOf: (payload: z.output<S>) => string,
): Subscriber {
  return subscribeBatch(
    event,
    `on-${event.type.replace(/[._]/g, '-')}-index-${type}`,
    async (ctx, events) => {
      await writeDocs(ctx, type, [...new Set(events.map(({ payload }) => idOf(payload)))]);
    },
    { history: 'together' },
  );
}

/** Comments move with a merge, and back with its undoing. */
const moves = [ticketMerged, ticketMergeUndone].map((event) =>
  subscribeBatch(
    event,
    `on-${event.type.replace(/[._]/g, '-')}-index-tickets`,
    async (ctx, events) => {
      const ids = [...new Set(events.flatMap(({ payload }) => [payload.ticketId, payload.targetTicketId]))];
      await writeDocs(ctx, 'ticket', ids);
      await writeComments(ctx, ids);
    },
    { history: 'together' },
  ),
);

const ticketChanges = subscribeBatch(
  ticketUpdated,
  'on-ticket-updated-index-ticket',
  async (ctx, events) => {
    await writeDocs(ctx, 'ticket', [...new Set(events.map(({ payload }) => payload.ticketId))]);
    // another client or contact: the comments are theirs now
    const moved = events.filter(({ payload }) =>
      payload.fields.some((name) => ['clientId', 'contactId'].includes(name)),
    );
    await writeComments(ctx, [...new Set(moved.map(({ payload }) => payload.ticketId))]);
  },
  { history: 'together' },
);

export const searchSubscribers: readonly Subscriber[] = [
  rewrite(ticketCreated, 'ticket', ({ ticketId }) => ticketId),
  ticketChanges,
  rewrite(ticketDeleted, 'ticket', ({ ticketId }) => ticketId),
  rewrite(ticketCommented, 'comment', ({ commentId }) => commentId),
  rewrite(ticketCommentEdited, 'comment', ({ commentId }) => commentId),
  rewrite(ticketCommentDeleted, 'comment', ({ commentId }) => commentId),
  ...moves,
  rewrite(clientCreated, 'client', ({ clientId }) => clientId),
  rewrite(clientUpdated, 'client', ({ clientId }) => clientId),
  rewrite(clientDeleted, 'client', ({ clientId }) => clientId),
  rewrite(contactCreated, 'contact', ({ contactId }) => contactId),
  rewrite(contactUpdated, 'contact', ({ contactId }) => contactId),
  rewrite(contactDeleted, 'contact', ({ contactId }) => contactId),
  rewrite(invoiceDrafted, 'invoice', ({ invoiceId }) => invoiceId),
  rewrite(invoiceFinalised, 'invoice', ({ invoiceId }) => invoiceId),
  rewrite(openingBalanceRecorded, 'invoice', ({ invoiceId }) => invoiceId),
  rewrite(invoiceVoided, 'invoice', ({ invoiceId }) => invoiceId),
  rewrite(contractCreated, 'contract', ({ contractId }) => contractId),
  rewrite(contractUpdated, 'contract', ({ contractId }) => contractId),
  rewrite(contractEnded, 'contract', ({ contractId }) => contractId),
];
