import { callerWith, testHouse, bareTenant, type TestHouse } from '@kelp/testing';
import { createField } from '@kelp/fields';
import type { Caller, z } from '@kelp/kernel';
import { clients, contacts } from '@kelp/clients';
import { permissionsOfRoles, users } from '@kelp/identity';
import { newId } from '@kelp/std';
import {
  addComment,
  attachments,
  comments,
  createTicket,
  getTicket,
  uploads,
  updateTicket,
  ticketChoices,
  tickets,
} from '@kelp/tickets';
import {
  closePortalTicket,
  createPortalTicket,
  fillPortalTicket,
  getPortalAttachment,
  getPortalInvoice,
  getPortalInvoicePdf,
  getPortalTicket,
  listPortalInvoices,
  listPortalTickets,
  portalHome,
  reopenPortalTicket,
  replyToPortalTicket,
} from './contract';
import { portalModule } from './module';

const secret = 'The owner never pays before March';

let test: TestHouse;
let tenant: string;
let amy: Caller;
let ulf: Caller;
let nina: Caller;
let bo: Caller;
let staff: Caller;

/** A portal person with exactly what the shipped role gives. */
async function portalPerson(name: string, role: string, clientId: string): Promise<Caller> {
  const granted = permissionsOfRoles(test.house.registry.permissions, [
    { name: role, msp: false, followsDefault: true, granted: [] },
  ]);
  const email = `${name.toLowerCase()}@${clientId.slice(-6)}.test`;
  return test.inside(tenant, async (ctx) => {
    const contact = await ctx.db.insert(contacts, { clientId, fullName: name, email });
    const user = await ctx.db.insert(users, { type: 'client', email, name, clientId, contactId: contact.id });
    return callerWith(tenant, [...granted], { id: user.id, name, userType: 'client', clientId, contactId: contact.id });
  });
}

beforeAll(async () => {
  test = await testHouse(portalModule);
  tenant = await bareTenant(test);
  const [acme, bluefin] = await test.inside(tenant, async (ctx) => [
    (await ctx.db.insert(clients, { name: 'Acme Dental' })).id,
    (await ctx.db.insert(clients, { name: 'Bluefin Legal' })).id,
  ]);
  amy = await portalPerson('Amy', 'Admin', String(acme));
  ulf = await portalPerson('Ulf', 'User', String(acme));
  nina = await portalPerson('Nina', 'Finance', String(acme));
  bo = await portalPerson('Bo', 'Admin', String(bluefin));
  const tess = await test.inside(tenant, (ctx) =>
    ctx.db.insert(users, { type: 'internal', email: 'tess@northstar.test', name: 'Tess' }),
  );
  staff = callerWith(tenant, 'all', { id: tess.id, name: 'Tess' });
});
afterAll(() => test.close());

const ask = (caller: Caller, title: string) =>
  test.as(caller, createPortalTicket, { title, description: 'It stopped this morning.', uploads: [] });
const list = (caller: Caller, more = {}) =>
  test.as(caller, listPortalTickets, { state: 'all', isMine: false, limit: 50, ...more });
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    ({ id, status, message }: { id: string; status: number; message: string }) => ({ id, status, message }),
  );

async function statusNamed(ticketId: string, name: string): Promise<string> {
  const [{ statuses }, ticket] = await Promise.all([
    test.as(staff, ticketChoices, {}),
    test.as(staff, getTicket, { id: ticketId }),
  ]);
  return statuses.find((status) => status.boardId === ticket.board.id && status.name === name)?.id ?? '';
}

it('opens a ticket of the person’s own client and contact, which staff sees as asked through the portal', async () => {
  const { id, number } = await ask(ulf, 'Scanner makes stripes');
  expect(await test.as(staff, getTicket, { id })).toMatchObject({
    number,
    origin: 'portal',
    responseState: 'awaiting_us',
    client: { name: 'Acme Dental' },
    contact: { name: 'Ulf' },
    comments: [{ authorType: 'client', authorName: 'Ulf', text: 'It stopped this morning.', visibility: 'public' }],
  });
});

it('shows the Admin every ticket of the client, a User and Finance only their own, and another client nothing', async () => {
  const own = await ask(ulf, 'Ulf’s mouse');
  const other = await ask(amy, 'Amy’s screen');
  const idsOf = async (caller: Caller) => (await list(caller)).rows.map((row) => row.id);
  expect(await idsOf(amy)).toEqual(expect.arrayContaining([own.id, other.id]));
  expect(await idsOf(ulf)).toContain(own.id);
  expect(await idsOf(ulf)).not.toContain(other.id);
  expect(await idsOf(nina)).toEqual([]);
  expect(await idsOf(bo)).toEqual([]);
  expect((await list(amy, { isMine: true })).rows.map((row) => row.id)).not.toContain(own.id);
  expect(await list(amy)).toMatchObject({ seesCompany: true });
  expect(await list(ulf)).toMatchObject({ seesCompany: false });
});

it('answers a foreign id exactly as an unknown one, at every door', async () => {
  const { id } = await ask(amy, 'Amy’s own');
  const foreign = await test.as(staff, createTicket, { title: 'Nobody’s ticket' });
  const doors: ((caller: Caller, ticketId: string) => Promise<unknown>)[] = [
    (caller, ticketId) => test.as(caller, getPortalTicket, { id: ticketId }),
    (caller, ticketId) => test.as(caller, replyToPortalTicket, { id: ticketId, text: 'Mine?', uploads: [] }),
    (caller, ticketId) => test.as(caller, closePortalTicket, { id: ticketId }),
    (caller, ticketId) => test.as(caller, reopenPortalTicket, { id: ticketId }),
  ];
  for (const door of doors) {
    const unknown = await failure(door(bo, newId()));
    expect(unknown).toMatchObject({ id: 'not_found', status: 404 });
    expect(await failure(door(bo, id))).toEqual(unknown);
    expect(await failure(door(ulf, id))).toEqual(unknown);
    expect(await failure(door(amy, foreign.id))).toEqual(unknown);
  }
});

it('keeps notes, their files and staff’s addresses from every portal answer', async () => {
  const { id } = await ask(ulf, 'Printer offline');
  const shown = await test.as(staff, addComment, {
    ticketId: id,
    visibility: 'public',
    text: 'Please restart it once.',
    uploads: [],
  });
  const note = await test.as(staff, addComment, { ticketId: id, visibility: 'internal', text: secret, uploads: [] });
  const file = (commentId: string, filename: string) =>
    test.inside(tenant, (ctx) =>
      ctx.db.insert(attachments, {
        ticketId: id,
        commentId,
        filename,
        contentType: 'text/plain',
        size: 3n,
        sha256: 'a'.repeat(64),
        storageKey: `${tenant}/upload/${newId()}`,
      }),
    );
  const open = await file(shown.id, 'manual.txt');
  const hidden = await file(note.id, `${secret}.txt`);
  const answers = [
    await test.as(ulf, getPortalTicket, { id }),
    await list(ulf),
    await list(ulf, { search: secret.slice(0, 9) }),
    await test.as(ulf, portalHome, {}),
    await test.as(amy, getPortalTicket, { id }),
    await test.as(ulf, getPortalAttachment, { id: open.id }),
  ];
  const everything = JSON.stringify(answers);
  expect(everything).toContain('Please restart it once.');
  for (const word of [secret, 'tess@northstar.test', String(staff.actor.id), note.id])
    expect(everything).not.toContain(word);
  const unknown = await failure(test.as(ulf, getPortalAttachment, { id: newId() }));
  expect(await failure(test.as(ulf, getPortalAttachment, { id: hidden.id }))).toEqual(unknown);
  expect(await failure(test.as(bo, getPortalAttachment, { id: open.id }))).toEqual(unknown);
  expect(await test.as(ulf, getPortalTicket, { id })).toMatchObject({
    awaitsYou: true,
    comments: [
      { author: { name: 'Ulf', side: 'you' } },
      { author: { name: 'Tess', side: 'support' }, attachments: [{ filename: 'manual.txt' }] },
    ],
  });
});

it('leads pictures of a mail through the portal’s own file door', async () => {
  const { id } = await ask(ulf, 'See the picture');
  const comment = await test.inside(tenant, (ctx) => ctx.db.find(comments, { ticketId: id }));
  const picture = newId();
  await test.inside(tenant, (ctx) =>
    ctx.db.update(comments, String(comment?.id), {
      html: `<img src="/api/files/ticket.attachment/${picture}?show=1">`,
    }),
  );
  const ticket = await test.as(ulf, getPortalTicket, { id });
  expect(ticket.comments[0]?.html).toBe(`<img src="/api/files/portal_ticket.attachment/${picture}?show=1">`);
});

it('says the status in the board’s portal wording', async () => {
  const { id } = await ask(ulf, 'Slow laptop');
  expect(await test.as(ulf, getPortalTicket, { id })).toMatchObject({ status: { label: 'Received', isClosed: false } });
  await test.as(staff, updateTicket, { id, statusId: await statusNamed(id, 'Waiting for customer') });
  expect(await test.as(ulf, getPortalTicket, { id })).toMatchObject({
    status: { label: 'We need you', isClosed: false },
  });
});

it('closes, reopens, and opens again by a reply on a closed ticket', async () => {
  const { id } = await ask(ulf, 'Door badge');
  await test.as(ulf, closePortalTicket, { id });
  expect(await test.as(ulf, getPortalTicket, { id })).toMatchObject({
    status: { label: 'Solved', isClosed: true },
    awaitsYou: false,
  });
  await test.as(ulf, reopenPortalTicket, { id });
  expect(await test.as(ulf, getPortalTicket, { id })).toMatchObject({
    status: { label: 'Received', isClosed: false },
    closedAt: null,
  });
  await test.as(ulf, closePortalTicket, { id });
  expect(await test.as(ulf, replyToPortalTicket, { id, text: 'It fell off again.', uploads: [] })).toMatchObject({
    isReopened: true,
  });
  const ticket = await test.as(staff, getTicket, { id });
  expect(ticket).toMatchObject({ isClosed: false, closedAt: null, responseState: 'awaiting_us' });
  expect(ticket.comments.at(-1)).toMatchObject({
    authorType: 'client',
    visibility: 'public',
    text: 'It fell off again.',
  });
  expect(await test.as(ulf, replyToPortalTicket, { id, text: 'And again.', uploads: [] })).toMatchObject({
    isReopened: false,
  });
});

it('opens a new request by a reply on one that was closed too long ago, and leaves the old one closed', async () => {
  const { id } = await ask(ulf, 'Old trouble');
  await test.as(ulf, closePortalTicket, { id });
  const [{ closedAt } = { closedAt: null }] = await test.inside(tenant, (ctx) => ctx.db.list(tickets, { id }));
  const late = new Date((closedAt?.getTime() ?? 0) + 337 * 3_600_000);
  const sent = await test.as({ ...ulf, at: late }, replyToPortalTicket, { id, text: 'It is back.', uploads: [] });
  expect(sent).toMatchObject({ isReopened: false });
  expect(sent.ticketId).not.toBe(id);
  expect(await test.as(ulf, getPortalTicket, { id })).toMatchObject({ status: { isClosed: true } });
  expect(await test.as(ulf, getPortalTicket, { id: sent.ticketId })).toMatchObject({ title: 'Old trouble' });
});

it('takes a file with the request, and nobody else’s file', async () => {
  const upload = (userId: string) =>
    test.inside(tenant, (ctx) =>
      ctx.db.insert(uploads, {
        userId,
        filename: 'photo.png',
        contentType: 'image/png',
        size: 9n,
        sha256: 'b'.repeat(64),
        storageKey: `${tenant}/upload/${newId()}`,
      }),
    );
  const own = await upload(String(ulf.actor.id));
  const { id } = await test.as(ulf, createPortalTicket, { title: 'Photo only', description: '', uploads: [own.id] });
  expect((await test.as(ulf, getPortalTicket, { id })).comments).toMatchObject([
    { attachments: [{ filename: 'photo.png', size: 9 }] },
  ]);
  const others = await upload(String(amy.actor.id));
  expect(await failure(test.as(ulf, replyToPortalTicket, { id, text: 'x', uploads: [others.id] }))).toMatchObject({
    id: 'upload.gone',
  });
});

it('lists by keyset without losing or repeating a row', async () => {
  const client = await test.inside(tenant, (ctx) => ctx.db.insert(clients, { name: 'Cobalt Cafe' }));
  const cleo = await portalPerson('Cleo', 'Admin', client.id);
  for (let n = 0; n < 5; n += 1) await ask(cleo, `Ticket ${n}`);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await list(cleo, { limit: 2, after });
    seen.push(...page.rows.map((row) => row.title));
    after = page.next ?? undefined;
  } while (after);
  expect(seen).toEqual(['Ticket 4', 'Ticket 3', 'Ticket 2', 'Ticket 1', 'Ticket 0']);
});

it('shows no money to a User: not on the home page, not in a list, and an invoice’s address is unknown', async () => {
  expect(await test.as(ulf, portalHome, {})).toMatchObject({ invoicesDue: null, companyOpenCount: null });
  expect(await test.as(nina, portalHome, {})).toMatchObject({ invoicesDue: [], companyOpenCount: null });
  expect(await failure(test.as(ulf, listPortalInvoices, { state: 'all', limit: 50 }))).toMatchObject({
    id: 'forbidden',
  });
  for (const door of [getPortalInvoice, getPortalInvoicePdf]) {
    const unknown = await failure(test.as(amy, door, { id: newId() }));
    expect(unknown).toMatchObject({ id: 'not_found' });
    expect(await failure(test.as(ulf, door, { id: newId() }))).toEqual(unknown);
  }
});

it('opens nothing for staff, whatever else they may do', async () => {
  const { id } = await ask(ulf, 'Only for clients');
  const tess = callerWith(tenant, ['ticket.read', 'ticket.update'], { id: staff.actor.id });
  expect(await failure(test.as(tess, getPortalTicket, { id }))).toMatchObject({ id: 'forbidden' });
  expect(await failure(test.as(staff, getPortalTicket, { id }))).toMatchObject({ id: 'not_found' });
  expect(await failure(test.as(staff, createPortalTicket, { title: 'x', description: '', uploads: [] }))).toMatchObject(
    { id: 'portal.no_client' },
  );
});

describe('custom fields', () => {
  const options = [
    { label: 'Ground floor', isRetired: false },
    { label: 'Attic', isRetired: false },
  ];
  const make = (
    key: string,
    portal: 'hidden' | 'visible' | 'editable',
    more: Partial<z.output<typeof createField.input>> = {},
  ) =>
    test.as(staff, createField, {
      entity: 'ticket',
      key,
      label: `Label ${key}`,
      kind: 'text',
      hint: '',
      options: [],
      rules: { portal },
      ...more,
    });

  it('send to the browser what is marked for it, and take only what is left to clients', async () => {
    await make('margin_note', 'hidden', { defaultValue: 'Never pays' });
    await make('serial', 'visible');
    await make('floor', 'editable', { kind: 'select', options });
    const { id } = await test.as(ulf, createPortalTicket, {
      title: 'Scanner',
      description: '',
      uploads: [],
      custom: { floor: 'attic' },
    });
    await test.as(staff, updateTicket, { id, custom: { serial: 'S-77', margin_note: 'Owner is rude' } });
    const wire = async (name: string, input: object) => JSON.stringify(await test.dispatcher.wire(name, input, ulf));
    const answer = await wire('portal_ticket.get', { id });
    expect(answer).toContain('S-77');
    expect(answer).toContain('Attic');
    const answers = [
      answer,
      await wire('portal_ticket.form', {}),
      await wire('portal_ticket.list', {}),
      await wire('portal.home', {}),
    ];
    for (const word of ['margin_note', 'Never pays', 'Owner is rude', 'boardIds'])
      for (const text of answers) expect(text).not.toContain(word);
    expect(answers[1]).not.toContain('serial');
    await test.as(ulf, fillPortalTicket, { id, custom: { floor: 'ground_floor' } });
    expect((await test.as(staff, getTicket, { id })).custom).toMatchObject({ floor: 'ground_floor', serial: 'S-77' });
    const said = (key: string) =>
      test
        .as(ulf, fillPortalTicket, { id, custom: { [key]: 'x' } })
        .catch(({ message }: Error) => message.replace(key, ''));
    expect(await said('margin_note')).toBe(await said('no_such_field'));
    expect(await said('serial')).toBe(await said('no_such_field'));
    await expect(test.as(bo, fillPortalTicket, { id, custom: { floor: 'attic' } })).rejects.toMatchObject({
      id: 'not_found',
    });
    await expect(test.dispatcher.wire('field.record', { entity: 'ticket', id }, ulf)).rejects.toMatchObject({
      id: 'forbidden',
    });
    await test.as(ulf, closePortalTicket, { id });
    await expect(test.as(ulf, fillPortalTicket, { id, custom: { floor: 'attic' } })).rejects.toMatchObject({
      status: 409,
    });
  });
});
