import type { Ctx } from '@kelp/kernel';
import type { Ids, Samples } from '@kelp/testing';
import { openTicket } from './actions/create-ticket';
import { boardInputs } from './board-samples';
import { conversationInputs } from './conversation-samples';
import { relationInputs } from './relation-samples';
import {
  attachments,
  boardAutoCloseRules,
  boardCloseRules,
  boards,
  comments,
  heldReplies,
  priorities,
  resolutionCodes,
  statuses,
  ticketAgents,
  ticketAutoCloseStates,
  ticketCategories,
  ticketLinks,
  tickets,
  ticketTypes,
  ticketWatchers,
  uploads,
} from './tables';
import { writeComment } from './write-comment';

const file = (storageKey: string) => ({
  filename: 'a.txt',
  contentType: 'text/plain',
  size: 1n,
  sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
  storageKey,
});

/** Rules of a board, who works on a ticket, and its facts. */
async function makeBoardParts(ctx: Ctx, boardId: string, ticketId: string, userId: string) {
  const [open, ...others] = await ctx.db.list(statuses, { boardId }, { orderBy: 'position' });
  const closed = others.find(({ isClosed }) => isClosed);
  const [type] = await ctx.db.list(ticketTypes, {}, { orderBy: 'position', limit: 1 });
  const [code] = await ctx.db.list(resolutionCodes, {}, { orderBy: 'position', limit: 1 });
  const [category] = await ctx.db.list(
    ticketCategories,
    { boardId, parentId: null },
    { orderBy: 'position', limit: 1 },
  );
  const [subcategory] = await ctx.db.list(
    ticketCategories,
    { parentId: category?.id ?? '' },
    { orderBy: 'position', limit: 1 },
  );
  const [other] = await ctx.db.list(boards, { priorityMode: 'itil' }, { orderBy: 'position', limit: 1 });
  const otherStatus = await ctx.db.find(statuses, { boardId: other?.id ?? '', isDefault: true });
  const itil = await ctx.db.find(priorities, { isItil: true });
  await ctx.db.insert(boardCloseRules, { boardId, requiredFields: [] });
  await ctx.db.insert(boardAutoCloseRules, {
    boardId,
    statusId: open?.id ?? '',
    closeStatusId: closed?.id ?? '',
    idleDays: 7,
  });
  await ctx.db.insert(ticketAutoCloseStates, { ticketId, warnedAt: ctx.now() });
  await ctx.db.insert(ticketAgents, { ticketId, userId });
  const facts = {
    typeId: type?.id,
    categoryId: category?.id,
    subcategoryId: subcategory?.id,
    resolutionCodeId: code?.id,
  };
  await ctx.db.update(tickets, ticketId, facts);
  return {
    'ticket type': type?.id ?? '',
    'resolution code': code?.id ?? '',
    category: category?.id ?? '',
    subcategory: subcategory?.id ?? '',
    'closed status': closed?.id ?? '',
    'other board': other?.id ?? '',
    'other status': otherStatus?.id ?? '',
    'ITIL priority': itil?.id ?? '',
  };
}

/** The facts that both creating and changing a ticket take. */
const workFacts = (ids: Ids) => ({
  teamId: ids['team'],
  agentIds: [ids['user']],
  typeId: ids['ticket type'],
  categoryId: ids['category'],
  subcategoryId: ids['subcategory'],
  resolutionCodeId: ids['resolution code'],
  dueAt: '2030-01-01T09:00:00Z',
  estimateMinutes: 30,
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
    const held = await ctx.db.insert(heldReplies, {
      ticketId: ticket.id,
      userId: ids['user'] ?? '',
      action: 'ticket.comment',
      input: { ticketId: ticket.id, visibility: 'public', text: 'A sample reply', uploads: [] },
      isScheduled: true,
      sendAt: new Date('2099-01-01T08:30:00Z'),
      zone: 'America/Chicago',
      door: 'ui',
      clientId: ids['client'] ?? null,
      contactId: ids['contact'] ?? null,
    });
    const upload = await ctx.db.insert(uploads, { userId: ids['user'] ?? '', ...file(place('upload')) });
    await ctx.db.insert(ticketWatchers, { ticketId: ticket.id, userId: ids['user'] });
    const parts = await makeBoardParts(ctx, board?.id ?? '', ticket.id, ids['user'] ?? '');
    const copy = await ctx.db.insert(ticketWatchers, { ticketId: ticket.id, address: 'copy@outside.test' });
    const other = await openTicket(ctx, { title: 'Other sample ticket', clientId: ids['client'], origin: 'internal' });
    const link = await ctx.db.insert(ticketLinks, { fromTicketId: ticket.id, toTicketId: other.id, kind: 'blocks' });
    return {
      ...parts,
      ticket: ticket.id,
      'other ticket': other.id,
      link: link.id,
      board: board?.id ?? '',
      priority: priority?.id ?? '',
      status: status?.id ?? '',
      comment: comment?.id ?? '',
      attachment: attachment?.id ?? '',
      upload: upload.id,
      'held reply': held.id,
      watcher: copy.id,
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
      ...workFacts(ids),
    }),
    'ticket.update': (ids) => ({
      id: ids['ticket'],
      statusId: ids['status'],
      priorityId: ids['priority'],
      assignedTo: ids['user'],
      ...workFacts(ids),
    }),
    ...relationInputs,
    'ticket.comment': (ids) => ({ ticketId: ids['ticket'], visibility: 'internal', text: 'A note' }),
    ...conversationInputs,
    ...boardInputs,
    'upload.record': () => ({
      id: '01900000-0000-7000-8000-000000000001',
      filename: 'a.txt',
      contentType: 'text/plain',
      size: 1,
      sha256: 'a'.repeat(64),
    }),
  },
};
