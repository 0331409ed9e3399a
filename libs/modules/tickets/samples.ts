import type { Ctx } from '@kelp/kernel';
import type { Ids, Samples } from '@kelp/testing';
import { openTicket } from './actions/create-ticket';
import { boardInputs } from './board-samples';
import { conversationInputs } from './conversation-samples';
import { relationInputs } from './relation-samples';
import { preparedWorkSamples } from './prepared-work-samples';
import {
  attachments,
  boardAutoCloseRules,
  boardCloseRules,
  boards,
  bulkRows,
  bulkRuns,
  comments,
  heldReplies,
  priorities,
  resolutionCodes,
  savedViewDefaults,
  savedViewPins,
  savedViews,
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
import { sealUpload } from './upload-seal';

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
  tags: [ids['tag']],
});

/** A saved view with its pin and default, and a change in bulk. */
async function makeQueueParts(ctx: Ctx, ticketId: string, userId: string) {
  const view = await ctx.db.insert(savedViews, {
    name: 'Sample',
    audience: 'mine',
    ownerId: userId,
    query: 'state=all',
  });
  await ctx.db.insert(savedViewPins, { userId, viewId: view.id, isPinned: true });
  await ctx.db.insert(savedViewDefaults, { userId, viewId: view.id });
  const run = await ctx.db.insert(bulkRuns, {
    userId,
    change: { kind: 'close' },
    total: 1,
    state: 'finished',
    done: 1,
  });
  await ctx.db.insertMany(bulkRows, [{ runId: run.id, position: 1, ticketId, state: 'done', afterVersion: 0 }]);
  return { saved_view: view.id, bulk_run: run.id };
}

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
    const queueParts = await makeQueueParts(ctx, ticket.id, ids['user'] ?? '');
    const prepared = await preparedWorkSamples.make(ctx, { ...ids, ...parts, ticket: ticket.id });
    return {
      ...prepared,
      ...parts,
      ...queueParts,
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
    'interaction.make_ticket': (ids) => ({ interactionId: ids['interaction'], boardId: ids['board'] }),
    ...preparedWorkSamples.inputs,
    'ticket.list': () => ({}),
    'ticket.changes': (ids) => ({ since: '2026-01-01T00:00:00.000Z', known: [ids['ticket']] }),
    'ticket.export': () => ({ filter: 'state=all' }),
    'ticket.bulk': (ids) => ({
      ids: [ids['ticket']],
      change: {
        kind: 'fields',
        priorityId: ids['priority'],
        assignedTo: ids['user'],
        teamId: ids['team'],
        clientId: ids['client'],
      },
    }),
    'bulk_run.get': (ids) => ({ id: ids['bulk_run'] }),
    'bulk_run.rows': (ids) => ({ id: ids['bulk_run'] }),
    'bulk_run.stop': (ids) => ({ id: ids['bulk_run'] }),
    'bulk_run.undo': (ids) => ({ id: ids['bulk_run'] }),
    'saved_view.list': () => ({}),
    'saved_view.counts': (ids) => ({ ids: [ids['saved_view']] }),
    'saved_view.create': (ids) => ({ name: 'A view', audience: 'team', teamId: ids['team'], query: 'assignee=me' }),
    'saved_view.update': (ids) => ({
      id: ids['saved_view'],
      name: 'Another name',
      audience: 'team',
      teamId: ids['team'],
    }),
    'saved_view.pin': (ids) => ({ ids: [ids['saved_view']] }),
    'saved_view.set_default': (ids) => ({ id: ids['saved_view'], boardId: ids['board'] }),
    'saved_view.delete': (ids) => ({ id: ids['saved_view'] }),
    'ticket.get': (ids) => ({ id: ids['ticket'] }),
    'ticket.choices': () => ({}),
    'ticket.history': (ids) => ({ id: ids['ticket'] }),
    'ticket.attachment': (ids) => ({ id: ids['attachment'] }),
    'ticket.create_from_to_do': (ids) => ({ toDoId: ids['to-do'], version: 1, clientId: ids['client'] }),
    'ticket.create': (ids) => ({
      title: 'From a sample',
      boardId: ids['board'],
      clientId: ids['client'],
      contactId: ids['contact'],
      priorityId: ids['priority'],
      assignedTo: ids['user'],
      ...workFacts(ids),
    }),
    'ticket.delete': (ids) => ({ id: ids['ticket'] }),
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
    'upload.record': () => {
      const stored = { id: '01900000-0000-7000-8000-000000000001', size: 1, sha256: 'a'.repeat(64) };
      const seal = sealUpload(stored);
      return { ...stored, filename: 'a.txt', contentType: 'text/plain', seal };
    },
  },
};
