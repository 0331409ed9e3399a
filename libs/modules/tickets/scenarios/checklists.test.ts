import { createTeam, identityModule } from '@kelp/identity';
import type { Caller } from '@kelp/kernel';
import { newId } from '@kelp/std';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  addChecklistItem,
  addTicketChecklist,
  createChecklistTemplate,
  createMacro,
  createTicket,
  createTicketTemplate,
  deleteChecklistTemplate,
  getTicket,
  listChecklistTemplates,
  listTicketChecklists,
  openFromTemplate,
  removeChecklistItem,
  removeTicketChecklist,
  previewMacro,
  ticketChoices,
  updateChecklistItem,
  updateChecklistTemplate,
  updateTicket,
} from '../contract';
import { ticketsModule } from '../module';
import { boardCloseRules } from '../tables';
import { openDesk } from '../testing/prepared-desk';

let test: TestHouse;
let tenant: string;
let tess: Caller;
let tom: Caller;

beforeAll(async () => {
  test = await testHouse(ticketsModule, identityModule);
  ({ tenant, tess, tom } = await openDesk(test));
});
afterAll(() => test.close());

const newTicket = async () => (await test.as(tess, createTicket, { title: 'New colleague' })).id;
const lists = (ticketId: string) => test.as(tess, listTicketChecklists, { ticketId });
const technician = (): Caller => ({
  ...tom,
  actor: { ...tom.actor, permissions: new Set(['ticket.read', 'ticket.update', 'ticket.create']) },
});

async function ticketWith(labels: string[], more: object = {}) {
  const template = await test.as(tess, createChecklistTemplate, {
    name: `List ${newId()}`,
    items: labels.map((label) => ({ label, isRequired: label.endsWith('!') })),
    ...more,
  });
  const ticketId = await newTicket();
  const { id } = await test.as(tess, addTicketChecklist, { ticketId, templateId: template.id });
  const [list] = (await lists(ticketId)).rows;
  return { ticketId, listId: id, templateId: template.id, items: list?.items ?? [] };
}

it('says who checked an item and when, and takes it back', async () => {
  const { ticketId, items } = await ticketWith(['Account!', 'Desk']);
  expect((await lists(ticketId)).openRequired).toBe(1);
  const done = await test.as(tom, updateChecklistItem, { id: items[0]?.id ?? '', version: 1, isDone: true });
  expect(done).toMatchObject({ version: 2, isFinished: false });
  const shown = await lists(ticketId);
  expect(shown.openRequired).toBe(0);
  expect(shown.rows[0]?.items[0]?.done).toEqual({ by: 'Tom', at: expect.any(Date) });
  await test.as(tess, updateChecklistItem, { id: items[0]?.id ?? '', isDone: false });
  expect((await lists(ticketId)).rows[0]?.items[0]?.done).toBeNull();
});

it('refuses a stale change and keeps what the other person did', async () => {
  const { ticketId, items } = await ticketWith(['Account']);
  const id = items[0]?.id ?? '';
  await test.as(tom, updateChecklistItem, { id, version: 1, isDone: true });
  await expect(test.as(tess, updateChecklistItem, { id, version: 1, label: 'Accounts' })).rejects.toMatchObject({
    id: 'stale',
  });
  expect((await lists(ticketId)).rows[0]?.items[0]).toMatchObject({ label: 'Account', done: { by: 'Tom' } });
});

it('adds, renames, moves, owns, dates and removes items', async () => {
  const { ticketId, listId, items } = await ticketWith(['One', 'Two', 'Three']);
  await test.as(tess, addChecklistItem, { checklistId: listId, label: 'Four', isRequired: false });
  await test.as(tess, updateChecklistItem, {
    id: items[2]?.id ?? '',
    place: 0,
    label: 'Third',
    ownerId: tom.actor.id,
    dueOn: '2030-02-01',
  });
  await test.as(tess, removeChecklistItem, { id: items[0]?.id ?? '' });
  const [list] = (await lists(ticketId)).rows;
  expect(list?.items.map(({ label }) => label)).toEqual(['Third', 'Two', 'Four']);
  expect(list?.items[0]).toMatchObject({ owner: { name: 'Tom' }, dueOn: '2030-02-01' });
});

it('lets only whoever manages checklists get rid of a required item', async () => {
  const { listId, items } = await ticketWith(['Account!']);
  const id = items[0]?.id ?? '';
  for (const attempt of [
    test.as(technician(), removeChecklistItem, { id }),
    test.as(technician(), updateChecklistItem, { id, isRequired: false }),
    test.as(technician(), removeTicketChecklist, { id: listId }),
  ]) {
    await expect(attempt).rejects.toMatchObject({ id: 'checklist.required' });
  }
  await test.as(tess, removeChecklistItem, { id });
  await test.as(technician(), removeTicketChecklist, { id: listId });
});

it('sets the status when the last item is done, also when two people finish at once', async () => {
  const { ticketId, items } = await ticketWith(['One', 'Two'], { finishStatus: 'Resolved' });
  const [one, two] = await Promise.all(
    [tess, tom].map((who, index) => test.as(who, updateChecklistItem, { id: items[index]?.id ?? '', isDone: true })),
  );
  expect([one?.isFinished, two?.isFinished].sort()).toEqual([false, true]);
  expect(await test.as(tess, getTicket, { id: ticketId })).toMatchObject({
    status: { name: 'Resolved' },
    isClosed: true,
  });
});

it('keeps a ticket open while a required item is open, where the board asks for that', async () => {
  const { ticketId, items } = await ticketWith(['Account!', 'Desk']);
  const { board } = await test.as(tess, getTicket, { id: ticketId });
  await test.inside(tenant, (ctx) =>
    ctx.db.insert(boardCloseRules, { boardId: board.id, needsChecklist: true }).then(() => undefined),
  );
  const { statuses } = await test.as(tess, ticketChoices, {});
  const closed = statuses.find(({ boardId, isClosed }) => boardId === board.id && isClosed)?.id ?? '';
  const blockers = async () => (await test.as(tess, getTicket, { id: ticketId })).closeBlockers.map(({ text }) => text);
  expect(await blockers()).toEqual(['Do the checklist item “Account!”.']);
  await expect(test.as(tess, updateTicket, { id: ticketId, statusId: closed })).rejects.toMatchObject({ status: 409 });
  const macro = await test.as(tess, createMacro, {
    name: `Close ${newId()}`,
    steps: { statusName: 'Closed' },
    scope: 'everyone',
  });
  expect((await test.as(tess, previewMacro, { id: macro.id, ticketId })).problems).toEqual(await blockers());
  await test.as(tess, updateChecklistItem, { id: items[0]?.id ?? '', isDone: true });
  expect(await blockers()).toEqual([]);
  await test.as(tess, updateTicket, { id: ticketId, statusId: closed });
});

it('leaves the status alone where the board does not have it', async () => {
  const { ticketId, items } = await ticketWith(['One'], { finishStatus: 'Shipped to the moon' });
  await test.as(tess, updateChecklistItem, { id: items[0]?.id ?? '', isDone: true });
  expect(await test.as(tess, getTicket, { id: ticketId })).toMatchObject({ status: { name: 'New' } });
});

it('goes on new tickets by itself where board and priority fit, and only there', async () => {
  const { boards, priorities } = await test.as(tess, ticketChoices, {});
  const alerts = boards.find(({ name }) => name.startsWith('Alerts'))?.id ?? '';
  const low = priorities.find(({ name }) => name === 'Low')?.id ?? '';
  const auto = (name: string, where: object) =>
    test.as(tess, createChecklistTemplate, {
      name,
      items: [{ label: 'Look', isRequired: false }],
      isAutomatic: true,
      ...where,
    });
  const made = [
    await auto('For alerts', { boardId: alerts }),
    await auto('For low', { priorityId: low }),
    await auto('For all', {}),
  ];
  const names = async (input: object) => {
    const { id } = await test.as(tess, createTicket, { title: 'x', ...input });
    return (await lists(id)).rows.map(({ name }) => name);
  };
  expect(await names({})).toEqual(['For all']);
  expect(await names({ boardId: alerts })).toEqual(['For alerts', 'For all']);
  expect(await names({ priorityId: low })).toEqual(['For all', 'For low']);
  await test.as(tess, updateChecklistTemplate, { id: made[2]?.id ?? '', isAutomatic: false });
  expect(await names({})).toEqual([]);
  for (const { id } of made) await test.as(tess, deleteChecklistTemplate, { id });
});

it('ships the six of a new workspace, none of them automatic', async () => {
  const { rows } = await test.as(tess, listChecklistTemplates, {});
  const shipped = [
    'New user',
    'Leaver',
    'New workstation',
    'Monthly server care',
    'Phishing response',
    'New client onboarding',
  ];
  expect(rows.filter(({ name }) => shipped.includes(name)).map(({ isAutomatic }) => isAutomatic)).toEqual(
    Array(6).fill(false),
  );
});

it('refuses a checklist twice, an empty one without a name, a nameless template, a double name', async () => {
  const { ticketId, templateId } = await ticketWith(['One']);
  await expect(test.as(tess, addTicketChecklist, { ticketId, templateId })).rejects.toMatchObject({
    id: 'checklist.present',
  });
  await expect(test.as(tess, addTicketChecklist, { ticketId })).rejects.toMatchObject({ id: 'invalid' });
  await expect(
    test.as(tess, createChecklistTemplate, { name: 'leaver', items: [{ label: 'x', isRequired: false }] }),
  ).rejects.toThrow('already a checklist');
  await expect(test.as(tess, createChecklistTemplate, { name: 'None', items: [] })).rejects.toMatchObject({
    id: 'invalid',
  });
  await expect(
    test.as(callerWith(tenant, ['ticket.update']), createChecklistTemplate, {
      name: 'No',
      items: [{ label: 'x', isRequired: false }],
    }),
  ).rejects.toMatchObject({ id: 'forbidden' });
});

describe('a ticket from a template', () => {
  it('takes what the template says, what was typed before that, and brings checklist and macro along', async () => {
    const list = (await test.as(tess, listChecklistTemplates, {})).rows.find(({ name }) => name === 'New user');
    const macro = await test.as(tess, createMacro, {
      name: 'Welcome',
      steps: { comment: { visibility: 'internal', text: 'About {{ticket.title}}' } },
      scope: 'everyone',
    });
    const high = (await test.as(tess, ticketChoices, {})).priorities.find(({ name }) => name === 'High');
    const template = await test.as(tess, createTicketTemplate, {
      name: 'New user',
      title: 'New user: ',
      description: 'Name, start date, role',
      priorityId: high?.id,
      assignedTo: tom.actor.id,
      checklistTemplateId: list?.id,
      macroId: macro.id,
    });
    const { id } = await test.as(tess, openFromTemplate, { id: template.id, title: 'New user: Bea Blue' });
    const ticket = await test.as(tess, getTicket, { id });
    expect(ticket).toMatchObject({
      title: 'New user: Bea Blue',
      priority: { name: 'High' },
      assignee: { name: 'Tom' },
    });
    expect(ticket.comments.map(({ text }) => text)).toEqual(['Name, start date, role', 'About New user: Bea Blue']);
    expect((await lists(id)).rows.map(({ name, items }) => [name, items.length])).toEqual([['New user', 7]]);
    await expect(test.as(tess, deleteChecklistTemplate, { id: list?.id ?? '' })).rejects.toMatchObject({
      id: 'checklist_template.used',
    });
  });

  it('makes no ticket when its macro cannot run', async () => {
    const macro = await test.as(tess, createMacro, {
      name: 'Broken',
      steps: { statusName: 'Nowhere' },
      scope: 'everyone',
    });
    const template = await test.as(tess, createTicketTemplate, {
      name: 'Broken',
      title: 'Broken from the start',
      macroId: macro.id,
    });
    await expect(test.as(tess, openFromTemplate, { id: template.id })).rejects.toMatchObject({
      id: 'macro.cannot_run',
    });
  });

  it('runs only macros that everyone may run', async () => {
    const team = await test.as(tess, createTeam, { name: 'Some team', members: [] });
    const macro = await test.as(tess, createMacro, {
      name: 'Of a team',
      steps: { statusName: 'New' },
      scope: 'team',
      teamId: team.id,
    });
    await expect(
      test.as(tess, createTicketTemplate, { name: 'Other', title: 'x', macroId: macro.id }),
    ).rejects.toMatchObject({
      id: 'invalid',
      fields: { macroId: expect.any(String) },
    });
  });
});

describe('an automatic checklist', () => {
  async function someCategory() {
    const { categories } = await test.as(tess, ticketChoices, {});
    const { board } = await test.as(tess, getTicket, { id: await newTicket() });
    return categories.find(({ parentId, boardId }) => parentId === null && boardId === board.id)?.id ?? '';
  }
  const named = async (ticketId: string) => (await lists(ticketId)).rows.map(({ name }) => name);

  it('goes on when the category is set later, once, and does not come back after it was taken off', async () => {
    const categoryId = await someCategory();
    const name = `By category ${newId()}`;
    const items = [{ label: 'Laptop', isRequired: true }];
    await test.as(tess, createChecklistTemplate, { name, items, isAutomatic: true, categoryId });
    const id = await newTicket();
    expect(await named(id)).not.toContain(name);
    await test.as(tess, updateTicket, { id, categoryId });
    expect((await named(id)).filter((one) => one === name)).toHaveLength(1);
    const list = (await lists(id)).rows.find((one) => one.name === name);
    await test.as(tess, removeTicketChecklist, { id: list?.id ?? '' });
    await test.as(tess, updateTicket, { id, title: 'Another colleague' });
    expect(await named(id)).not.toContain(name);
  });

  it('stays when the ticket leaves the category, and is no second time there when it comes back', async () => {
    const categoryId = await someCategory();
    const name = `Kept ${newId()}`;
    const items = [{ label: 'Laptop', isRequired: false }];
    await test.as(tess, createChecklistTemplate, { name, items, isAutomatic: true, categoryId });
    const id = await newTicket();
    for (const chosen of [categoryId, null, categoryId]) await test.as(tess, updateTicket, { id, categoryId: chosen });
    expect((await named(id)).filter((one) => one === name)).toHaveLength(1);
  });
});
