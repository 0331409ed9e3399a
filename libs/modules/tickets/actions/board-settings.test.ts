import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { z, type Contract } from '@kelp/kernel';
import { createClient, createContact } from '@kelp/clients';
import {
  createBoard,
  createTicket,
  getBoard,
  getTicket,
  getTicketLists,
  listBoards,
  moveTicketToBoard,
  previewAutoClose,
  reorderBoards,
  saveAutoClose,
  saveCategories,
  saveCloseRules,
  saveMatrix,
  savePriorities,
  saveStatuses,
  saveTicketTypes,
  ticketChoices,
  ticketHistory,
  updateBoard,
  updateTicket,
} from '../contract';
import { autoCloseTickets } from '../jobs/auto-close-tickets';
import { ticketsModule } from '../module';
import { priorities, tickets } from '../tables';
import { writeComment } from '../write-comment';

let test: TestHouse;
let tenant: string;
const day = 86_400_000;

beforeAll(async () => {
  test = await testHouse(ticketsModule);
});
beforeEach(async () => {
  await test.travel(0);
  tenant = await bareTenant(test);
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all');
/** Calls as the wire does, with defaults filled in. */
const run = <C extends Contract>(contract: C, input: z.input<C['input']>): Promise<z.output<C['output']>> =>
  test.as(staff(), contract, z.decode(contract.input, input) as z.output<C['input']>);

async function board(name = 'Service Desk') {
  const { rows } = await run(listBoards, {});
  const found = rows.find((row) => row.name === name);
  if (!found) throw new Error(`No board ${name}.`);
  return run(getBoard, { id: found.id });
}
type Board = Awaited<ReturnType<typeof board>>;
const status = (of: Board, name: string) => {
  const found = of.statuses.find((one) => one.name === name);
  if (!found) throw new Error(`No status ${name}.`);
  return found;
};
const kept = (of: Board, without: string[] = []) =>
  of.statuses.filter(({ name }) => !without.includes(name)).map(({ ticketCount: _, ...one }) => one);
const open = async (input: Partial<z.input<typeof createTicket.input>> = {}) =>
  (await run(createTicket, { title: 'Printer offline', ...input })).id;

describe('statuses', () => {
  it('renames, reorders and adds; the first board of a new workspace has the nine shipped ones', async () => {
    const desk = await board();
    expect(desk).toMatchObject({ isDefault: true, name: 'Service Desk' });
    expect(desk.statuses).toHaveLength(9);
    const [first, ...rest] = kept(desk);
    const fresh = { name: 'Triage', portalLabel: 'Being read', isClosed: false, isDefault: true, pausesSla: false };
    await run(saveStatuses, {
      id: desk.id,
      statuses: [fresh, ...rest, { ...first!, name: 'Fresh', isDefault: false }],
    });
    const after = await board();
    expect(after.statuses[0]).toMatchObject({ name: 'Triage', isDefault: true });
    expect(after.statuses.at(-1)).toMatchObject({ id: first!.id, name: 'Fresh', isDefault: false });
    expect((await run(getTicket, { id: await open() })).status.name).toBe('Triage');
  });

  it('asks for a replacement with the count, and says in the history why a ticket moved', async () => {
    const desk = await board();
    const onHold = status(desk, 'On hold');
    const ids = [await open(), await open()];
    for (const id of ids) await run(updateTicket, { id, statusId: onHold.id });
    const without = { id: desk.id, statuses: kept(desk, ['On hold']) };
    await expect(run(saveStatuses, { ...without, removed: [{ id: onHold.id }] })).rejects.toMatchObject({
      id: 'in_use',
      message: '2 tickets have this status. Choose what they get instead.',
    });
    const closed = status(desk, 'Closed').id;
    await expect(
      run(saveStatuses, { ...without, removed: [{ id: onHold.id, replacementId: closed }] }),
    ).rejects.toMatchObject({ id: 'invalid' });
    const waiting = status(desk, 'In progress').id;
    const { movedTickets } = await run(saveStatuses, {
      ...without,
      removed: [{ id: onHold.id, replacementId: waiting }],
    });
    expect(movedTickets).toBe(2);
    const { entries } = await run(ticketHistory, { id: ids[0]! });
    expect(entries[0]).toMatchObject({
      action: 'board.save_statuses',
      changes: [{ field: 'statusId', before: 'On hold', after: 'In progress' }],
    });
    const told = await test.rows<{ payload: { isPaused: boolean } }>(
      tenant,
      sql`select payload from outbox where tenant_id = ${tenant} and type = 'ticket.status_changed' and aggregate_id = ${ids[0]} order by id desc limit 1`,
    );
    expect(told[0]?.payload.isPaused).toBe(false);
    await expect(run(updateTicket, { id: ids[0]!, statusId: onHold.id })).rejects.toMatchObject({ id: 'invalid' });
    expect((await run(ticketChoices, {})).statuses.some(({ id }) => id === onHold.id)).toBe(false);
  });

  it('keeps an open, a closed and exactly one open default status, and the kind of one that is used', async () => {
    const desk = await board();
    const all = kept(desk);
    const removedClosed = desk.statuses.filter(({ isClosed }) => isClosed).map(({ id }) => ({ id }));
    await expect(
      run(saveStatuses, { id: desk.id, statuses: all.filter(({ isClosed }) => !isClosed), removed: removedClosed }),
    ).rejects.toMatchObject({ id: 'status.last' });
    const wrong = [
      all.map((one) => ({ ...one, isDefault: false })),
      all.map((one, index) => ({ ...one, isDefault: index < 2 })),
      all.map((one) => ({ ...one, isDefault: one.name === 'Closed' })),
    ];
    for (const statuses of wrong)
      await expect(run(saveStatuses, { id: desk.id, statuses })).rejects.toMatchObject({ id: 'invalid' });
    await open();
    await expect(
      run(saveStatuses, {
        id: desk.id,
        statuses: all.map((one) =>
          one.name === 'New'
            ? { ...one, isClosed: true, isDefault: false }
            : { ...one, isDefault: one.name === 'In progress' },
        ),
      }),
    ).rejects.toMatchObject({ id: 'status.in_use' });
  });

  it('loses nothing when two people save at once', async () => {
    const desk = await board();
    const add = (name: string) =>
      run(saveStatuses, {
        id: desk.id,
        statuses: [...kept(desk), { name, portalLabel: name, isClosed: false, isDefault: false, pausesSla: false }],
      });
    const results = await Promise.allSettled([add('One'), add('Two')]);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await board()).statuses).toHaveLength(10);
  });
});

describe('categories', () => {
  it('replaces a removed category on its tickets, clears the subcategory, and keeps subcategories within theirs', async () => {
    const desk = await board();
    const parents = desk.categories.filter(({ parentId }) => !parentId);
    const children = desk.categories.filter(({ parentId }) => parentId);
    const [printing, phone] = ['Printing', 'Phone & VoIP'].map((name) => parents.find((one) => one.name === name)!);
    const scanning = children.find(({ name }) => name === 'Scanning')!;
    const id = await open({ subcategoryId: scanning.id });
    const categories = (without: string[]) =>
      parents
        .filter(({ name }) => !without.includes(name))
        .map(({ ticketCount: _, parentId: __, version: ___, ...one }) => ({
          ...one,
          children: children
            .filter(({ parentId }) => parentId === one.id)
            .map(({ id: child, name }) => ({ id: child, name })),
        }));
    await expect(
      run(saveCategories, { id: desk.id, categories: categories(['Printing']), removed: [{ id: printing!.id }] }),
    ).rejects.toMatchObject({ id: 'in_use' });
    await run(saveCategories, {
      id: desk.id,
      categories: categories(['Printing']),
      removed: [{ id: printing!.id, replacementId: phone!.id }],
    });
    expect(await run(getTicket, { id })).toMatchObject({ category: { name: 'Phone & VoIP' }, subcategory: null });
    const moved = categories(['Printing']);
    const stranger = children.find(({ name }) => name === 'Outlook')!;
    moved[0]!.children.push({ id: stranger.id, name: 'Outlook' });
    await expect(run(saveCategories, { id: desk.id, categories: moved })).rejects.toMatchObject({ id: 'not_found' });
  });
});

describe('lists of the workspace', () => {
  it('gives tickets and defaults of a removed priority the replacement', async () => {
    const { priorities: all } = await run(getTicketLists, {});
    const own = all.filter(({ isItil }) => !isItil).map(({ ticketCount: _, isItil: __, ...one }) => one);
    const [high, low] = ['High', 'Low'].map((name) => own.find((one) => one.name === name)!);
    const desk = await board();
    await run(updateBoard, { id: desk.id, defaultPriorityId: low!.id });
    const id = await open();
    expect((await run(getTicket, { id })).priority.name).toBe('Low');
    const rest = own.filter(({ name }) => name !== 'Low');
    await expect(
      run(savePriorities, { own: rest, removed: [{ id: low!.id, replacementId: null }] }),
    ).rejects.toMatchObject({
      id: 'in_use',
    });
    await run(savePriorities, { own: rest, removed: [{ id: low!.id, replacementId: high!.id }] });
    expect((await run(getTicket, { id })).priority.name).toBe('High');
    expect((await board()).defaultPriorityId).toBe(high!.id);
  });

  it('lets tickets of a removed type go without one only when that is said', async () => {
    const { types } = await run(getTicketLists, {});
    const question = types.find(({ name }) => name === 'Question')!;
    const id = await open({ typeId: question.id });
    const items = types.filter((one) => one !== question).map(({ id: type, name }) => ({ id: type, name }));
    await expect(run(saveTicketTypes, { items, removed: [{ id: question.id }] })).rejects.toMatchObject({
      id: 'in_use',
    });
    await run(saveTicketTypes, { items, removed: [{ id: question.id, replacementId: null }] });
    expect((await run(getTicket, { id })).type).toBeNull();
    await run(saveTicketTypes, { items: [...items, { name: 'Question' }] });
  });

  it('works out ITIL priorities by the workspace’s own matrix', async () => {
    const { matrix } = await run(getTicketLists, {});
    matrix[0]![0] = 5;
    expect((await run(getTicketLists, {})).matrix[0]![0]).toBe(1);
    await run(saveMatrix, { matrix });
    const alerts = await board('Alerts & Monitoring');
    const id = await open({ boardId: alerts.id, impact: 1, urgency: 1 });
    expect((await run(getTicket, { id })).priority.name).toBe('P5 Planning');
    await expect(test.dispatcher.wire(saveMatrix.name, { matrix: [[1]] }, staff())).rejects.toMatchObject({
      id: 'invalid',
    });
  });
});

describe('boards', () => {
  it('takes a board out of use but never the last, and what arrives without one lands on the first', async () => {
    const { rows } = await run(listBoards, {});
    const { id } = await run(createBoard, { name: 'Field', categories: 'itil' });
    expect((await run(getBoard, { id })).categories.length).toBeGreaterThan(20);
    await run(reorderBoards, { ids: [id, ...rows.map((row) => row.id)] });
    expect((await run(getTicket, { id: await open() })).board.name).toBe('Field');
    await run(updateBoard, { id, isActive: false });
    await expect(open({ boardId: id })).rejects.toMatchObject({ id: 'invalid' });
    for (const row of rows.slice(1)) await run(updateBoard, { id: row.id, isActive: false });
    await expect(run(updateBoard, { id: rows[0]!.id, isActive: false })).rejects.toMatchObject({ id: 'board.last' });
    await expect(run(createBoard, { name: 'Field' })).rejects.toMatchObject({ id: 'conflict' });
  });

  it('converts open tickets when a board begins to work priorities out', async () => {
    const desk = await board();
    const { priorities: all } = await run(ticketChoices, {});
    const urgent = all.find(({ name }) => name === 'Urgent')!.id;
    const id = await open({ priorityId: urgent });
    await run(updateBoard, { id: desk.id, priorityMode: 'itil' });
    expect(await run(getTicket, { id })).toMatchObject({
      priority: { name: 'P1 Critical' },
      isPriorityOverridden: true,
      impact: 3,
    });
  });

  it('moves a ticket to another board with a status of it, keeps the category by name, and works the priority out', async () => {
    const [desk, alerts] = [await board(), await board('Alerts & Monitoring')];
    const server = desk.categories.find(({ name }) => name === 'Network & internet')!;
    const id = await open({ categoryId: server.id });
    const foreign = { id, boardId: alerts.id, statusId: status(desk, 'New').id };
    await expect(run(moveTicketToBoard, foreign)).rejects.toMatchObject({ id: 'invalid' });
    await run(moveTicketToBoard, { ...foreign, statusId: status(alerts, 'In progress').id });
    expect(await run(getTicket, { id })).toMatchObject({
      board: { name: 'Alerts & Monitoring' },
      status: { name: 'In progress' },
      category: null,
      priority: { name: 'P3 Medium' },
      isPriorityOverridden: true,
    });
    const mine = callerWith(tenant, ['ticket.update', 'ticket.read']);
    await expect(test.as(mine, moveTicketToBoard, foreign)).rejects.toMatchObject({ id: 'forbidden' });
    const events = await test.rows<{ payload: { fields: string[] } }>(
      tenant,
      sql`select payload from outbox where tenant_id = ${tenant} and type = 'ticket.updated' and aggregate_id = ${id}`,
    );
    expect(events[0]?.payload.fields).toContain('boardId');
  });

  it('writes the close rules of a board', async () => {
    const desk = await board();
    const rules = { ...desk.closeRules, needsResolution: true, requiredFields: ['typeId' as const, 'typeId' as const] };
    await run(saveCloseRules, { id: desk.id, rules });
    expect((await board()).closeRules.requiredFields).toEqual(['typeId']);
    expect((await run(getTicket, { id: await open() })).closeBlockers).toHaveLength(2);
  });
});

describe('auto-close', () => {
  const runJob = async (name: string) => {
    await test.inside(tenant, (ctx) => ctx.enqueue(autoCloseTickets, { at: name }));
    await settle(test);
  };
  async function restingDesk() {
    const desk = await board();
    const { id: clientId } = await run(createClient, { name: 'Acme Dental', domains: [] });
    const { id: contactId } = await run(createContact, { fullName: 'Amy', email: 'amy@acme.test', clientId });
    const waiting = status(desk, 'Waiting for customer').id;
    const ticket = async (input: Partial<z.input<typeof createTicket.input>>) => {
      const id = await open(input);
      await run(updateTicket, { id, statusId: waiting });
      return id;
    };
    const rule = { statusId: waiting, closeStatusId: status(desk, 'Closed').id, idleDays: 7, warnDays: 2 };
    return { desk, rule, withContact: await ticket({ contactId }), alone: await ticket({}) };
  }
  const closed = async (...ids: string[]) => {
    const rows = await test.inside(tenant, (ctx) => ctx.db.list(tickets, { id: ids }));
    return ids.map((id) => rows.find((row) => row.id === id)?.isClosed);
  };

  it('previews, warns first, closes after the promised days through the ordinary action, and says why', async () => {
    const { desk, rule, withContact, alone } = await restingDesk();
    await test.travel(7 * day + 1000);
    const { rules } = await run(previewAutoClose, { id: desk.id, rules: [rule] });
    expect(rules).toEqual([{ wouldClose: 1, wouldWarn: 1, resting: 2 }]);
    await run(saveCloseRules, { id: desk.id, rules: { ...desk.closeRules, requiredFields: ['typeId'] } });
    await run(saveAutoClose, { id: desk.id, rules: [rule] });
    await runJob('first');
    expect(await closed(withContact, alone)).toEqual([false, true]);
    await runJob('again');
    const warned = await test.rows(
      tenant,
      sql`select 1 from outbox where tenant_id = ${tenant} and type = 'ticket.auto_close_warned' and aggregate_id = ${withContact}`,
    );
    expect(warned).toHaveLength(1);
    await test.travel(9 * day + 2000);
    await runJob('later');
    expect(await closed(withContact)).toEqual([true]);
    const { entries } = await run(ticketHistory, { id: withContact });
    expect(entries[0]?.door).toBe('job');
    expect((await run(getTicket, { id: withContact })).closeOverrideReason).toMatch(/not by a person/);
  });

  it('is cancelled by a reply of the client, for as long as it is our turn', async () => {
    const { desk, rule, withContact } = await restingDesk();
    await run(saveAutoClose, { id: desk.id, rules: [rule] });
    await test.travel(5 * day + 1000);
    await runJob('warning');
    await test.inside(tenant, async (ctx) => {
      const ticket = await ctx.db.lock(tickets, withContact);
      const client = { authorType: 'client', visibility: 'public', authorName: 'Amy' } as const;
      await writeComment(ctx, ticket, { ...client, text: 'Still broken.' });
    });
    await test.travel(60 * day);
    await runJob('much later');
    expect(await closed(withContact)).toEqual([false]);
  });

  it('refuses rules that cannot hold', async () => {
    const { desk, rule } = await restingDesk();
    const other = await board('Security');
    const wrong = [
      [rule, rule],
      [{ ...rule, closeStatusId: rule.statusId }],
      [{ ...rule, statusId: rule.closeStatusId }],
      [{ ...rule, statusId: status(other, 'New').id }],
      [{ ...rule, warnDays: 7 }],
    ];
    for (const rules of wrong)
      await expect(run(saveAutoClose, { id: desk.id, rules })).rejects.toMatchObject({ id: 'invalid' });
  });
});

it('keeps the demo workspace as it is shown', async () => {
  const { startingSet } = await import('../domain/reference-data');
  expect(startingSet(true).boards.map(({ name }) => name)).toEqual(['Service Desk', 'Alerts & Monitoring']);
  expect(startingSet(true).statuses).toHaveLength(6);
  expect(await test.inside(tenant, (ctx) => ctx.db.list(priorities, {}))).toHaveLength(9);
});
