import type { Samples } from '@kelp/testing';
import { openTicket } from './actions/create-ticket';
import { attachments, boards, comments, priorities, statuses, ticketWatchers, uploads } from './tables';
import { writeComment } from './write-comment';

const file = (storageKey: string) => ({
  filename: 'a.txt',
  contentType: 'text/plain',
  size: 1n,
  sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
  storageKey,
});

export const samples: Samples = {
  make: async (ctx, ids) => {
    const [board] = await ctx.db.list(boards, {}, { orderBy: 'position', limit: 1 });
    const [priority] = await ctx.db.list(priorities, { isItil: false }, { orderBy: 'position', limit: 1 });
    const [status] = await ctx.db.list(statuses, { boardId: board?.id }, { orderBy: 'position', limit: 1 });
    const ticket = await openTicket(ctx, {
      title: 'Sample ticket',
      clientId: ids['client'],
      contactId: ids['contact'],
      origin: 'internal',
    });
    const place = (kind: string) => `${ctx.tenant}/${kind}/${ctx.newId()}`;
    await writeComment(ctx, ticket, {
      authorType: 'internal',
      visibility: 'internal',
      authorName: 'Sample',
      userId: ids['user'],
      text: 'A sample note',
      attachments: [file(place('upload'))],
    });
    const [comment] = await ctx.db.list(comments, { ticketId: ticket.id });
    const [attachment] = await ctx.db.list(attachments, { ticketId: ticket.id });
    const upload = await ctx.db.insert(uploads, { userId: ids['user'] ?? '', ...file(place('upload')) });
    await ctx.db.insert(ticketWatchers, { ticketId: ticket.id, userId: ids['user'] });
    return {
      ticket: ticket.id,
      board: board?.id ?? '',
      priority: priority?.id ?? '',
      status: status?.id ?? '',
      comment: comment?.id ?? '',
      attachment: attachment?.id ?? '',
      upload: upload.id,
    };
  },
  inputs: {
    'ticket.list': () => ({}),
    'ticket.get': (ids) => ({ id: ids['ticket'] }),
    'ticket.choices': () => ({}),
    'ticket.history': (ids) => ({ id: ids['ticket'] }),
    'ticket.attachment': (ids) => ({ id: ids['attachment'] }),
    'ticket.create': (ids) => ({
      title: 'From a sample',
      boardId: ids['board'],
      clientId: ids['client'],
      contactId: ids['contact'],
      priorityId: ids['priority'],
      assignedTo: ids['user'],
    }),
    'ticket.update': (ids) => ({
      id: ids['ticket'],
      statusId: ids['status'],
      priorityId: ids['priority'],
      assignedTo: ids['user'],
      teamId: ids['team'],
    }),
    'ticket.comment': (ids) => ({ ticketId: ids['ticket'], visibility: 'internal', text: 'A note' }),
    'upload.record': () => ({
      id: '01900000-0000-7000-8000-000000000001',
      filename: 'a.txt',
      contentType: 'text/plain',
      size: 1,
      sha256: 'a'.repeat(64),
    }),
  },
};
