import { createService, listTaxRates } from '@kelp/catalog';
import { clients, contacts, mergeClients } from '@kelp/clients';
import { permissionsOfRoles, roles, users, writePortalUser } from '@kelp/identity';
import type { Caller, Contract, z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { createTenant } from '@kelp/tenants';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import {
  boards,
  checklistTemplates,
  getTicket,
  listTicketChecklists,
  priorities,
  ticketCategories,
  ticketTypes,
  uploads,
} from '@kelp/tickets';
import {
  approvePortalRequest,
  getPortalRequest,
  getPortalRequestFile,
  listPortalRequests,
  portalCatalogue,
  portalRequestForm,
  refusePortalRequest,
  submitPortalRequest,
  withdrawPortalRequest,
} from '../contract/portal-requests';
import {
  approveServiceRequest,
  archiveServiceRequestDefinition,
  createServiceRequestDefinition,
  deleteServiceRequestDefinition,
  getServiceRequest,
  getServiceRequestDefinition,
  listServiceRequests,
  publishServiceRequestDefinition,
  refuseServiceRequest,
  restoreServiceRequestDefinition,
  updateServiceRequestDefinition,
} from '../contract/service-requests';
import {
  createServiceRequest,
  getServiceForm,
  listServiceForms,
  serviceRequestsOfTicket,
} from '../contract/staff-requests';
import { getPortalTicket } from '../contract';
import { portalModule } from '../module';
import { serviceRequestVersions } from './tables';

let test: TestHouse;
let tenant: string;
let staff: Caller;
let formId: string;
const ids = new Map<string, string>();
const people = new Map<string, Caller>();
const idOf = (name: string) => ids.get(name) ?? '';
const who = (name: string) => people.get(name) ?? staff;

async function person(name: string, role: 'Admin' | 'User', client: string): Promise<void> {
  const held = { name: role, msp: false, followsDefault: true, granted: [] };
  const granted = permissionsOfRoles(test.house.registry.permissions, [held]);
  await test.inside(tenant, async (ctx) => {
    const clientId = idOf(client);
    const { id: contactId } = await ctx.db.insert(contacts, {
      clientId,
      fullName: name,
      email: `${name.toLowerCase()}@c.test`,
    });
    await writePortalUser(ctx, { contactId, role, password: 'quite long enough 7' });
    const user = await ctx.db.find(users, { contactId });
    ids.set(name, contactId);
    const facts = { id: user?.id ?? null, name, userType: 'client' as const, clientId, contactId };
    people.set(name, callerWith(tenant, [...granted], facts));
  });
}

const newEmployee = {
  name: 'New employee',
  description: 'Everything that somebody who begins needs.',
  needsApproval: true,
  fields: [
    { key: 'who', label: 'Who begins?', kind: 'text' as const, isRequired: true },
    { key: 'starts', label: 'First day', kind: 'date' as const },
    { key: 'laptop', label: 'A laptop is needed', kind: 'checkbox' as const },
    {
      key: 'model',
      label: 'Which one?',
      kind: 'select' as const,
      options: [
        { key: 'light', label: 'Light 13' },
        { key: 'strong', label: 'Strong 16' },
      ],
      isRequired: true,
      onlyIf: { key: 'laptop', value: true },
    },
    { key: 'boss', label: 'Reports to', kind: 'contact' as const },
    { key: 'papers', label: 'Papers', kind: 'file' as const },
  ],
};

beforeAll(async () => {
  test = await testHouse(portalModule);
  tenant = await createTenant(test.house, { name: 'Northstar', zone: 'UTC', currency: 'USD' });
  await test.inside(tenant, async (ctx) => {
    for (const name of ['Acme', 'Bluefin', 'Gone']) ids.set(name, (await ctx.db.insert(clients, { name })).id);
    const tess = await ctx.db.insert(users, { type: 'internal', email: 'tess@northstar.test', name: 'Tess' });
    staff = callerWith(tenant, 'all', { id: tess.id, name: 'Tess' });
    const [board] = await ctx.db.list(boards, { isActive: true }, { orderBy: 'position', direction: 'desc' });
    ids.set('board', board?.id ?? '');
    const type = await ctx.db.find(ticketTypes, { name: 'Service request' });
    ids.set('type', type?.id ?? '');
    const category = { boardId: idOf('board'), name: 'Secret room', position: 99 };
    ids.set('category', (await ctx.db.insert(ticketCategories, category)).id);
    ids.set('priority', (await ctx.db.find(priorities, { name: 'High', isItil: false }))?.id ?? '');
    const [checklist] = await ctx.db.list(checklistTemplates, {});
    ids.set('checklist', checklist?.id ?? '');
    ids.set('Admin', (await ctx.db.find(roles, { name: 'Admin', msp: false }))?.id ?? '');
  });
  const { categories } = await test.as(staff, listTaxRates, {});
  const service = await act(staff, createService, {
    name: 'Workplace set-up',
    billingMethod: 'fixed',
    taxCategoryId: categories[0]?.id ?? '',
    prices: [{ currency: 'USD', unitPrice: '24900' }],
  });
  ids.set('service', service.id);
  for (const [name, role, client] of [
    ['Amy', 'Admin', 'Acme'],
    ['Ulf', 'User', 'Acme'],
    ['Uma', 'User', 'Acme'],
    ['Bo', 'Admin', 'Bluefin'],
  ] as const)
    await person(name, role, client);
  const made = await act(staff, createServiceRequestDefinition, {
    ...newEmployee,
    serviceId: idOf('service'),
    ticket: {
      title: 'New employee {{who}} for {{requester}}, {{model}}',
      boardId: idOf('board'),
      typeId: idOf('type'),
      categoryId: idOf('category'),
      priorityId: idOf('priority'),
      checklistTemplateId: idOf('checklist'),
    },
    clientIds: [idOf('Acme')],
  });
  formId = made.id;
});
afterAll(() => test.close());

/** By the wire, which fills in what is left out. */
const act = <C extends Contract>(caller: Caller, { name }: C, input: z.input<C['input']>) =>
  test.dispatcher.wire(name, input, caller) as Promise<z.input<C['output']>>;
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    ({ id, status, message, fields }) => ({ id, status, message, fields }),
  );
const offered = async (name: string) => (await test.as(who(name), portalCatalogue, {})).rows.map((row) => row.name);
const form = (name: string, id = formId) => test.as(who(name), portalRequestForm, { id });
const submit = async (name: string, answers: Record<string, unknown>, id = formId) =>
  test.as(who(name), submitPortalRequest, { id, versionId: (await form('Ulf', id)).versionId, answers });
const get = (name: string, id: string) => test.as(who(name), getPortalRequest, { id });
const upload = (name: string, filename: string) =>
  test.inside(tenant, async (ctx) => {
    const file = { filename, contentType: 'application/pdf', size: 3n, sha256: 'aa', storageKey: `k/${filename}` };
    return (await ctx.db.insert(uploads, { ...file, userId: who(name).actor.id ?? '' })).id;
  });

it('offers a form once it is published, to whom it is for, with the price in the client’s currency', async () => {
  expect(await offered('Ulf')).toEqual([]);
  const published = await act(staff, publishServiceRequestDefinition, { id: formId });
  expect(published.number).toBe(1);
  expect(await offered('Bo')).toEqual([]);
  expect(await test.as(who('Ulf'), portalCatalogue, {})).toMatchObject({
    rows: [{ name: 'New employee', needsApproval: true, price: { unitPrice: '24900', currency: 'USD' } }],
    abilities: [],
  });
  expect((await test.as(who('Amy'), portalCatalogue, {})).rows[0]?.needsApproval).toBe(false);

  await act(staff, updateServiceRequestDefinition, { id: formId, roleIds: [idOf('Admin')] });
  expect([await offered('Ulf'), await offered('Amy')]).toEqual([[], ['New employee']]);
  await act(staff, updateServiceRequestDefinition, { id: formId, roleIds: null });

  const { colleagues } = await form('Ulf');
  expect(colleagues.map(({ name }) => name)).toEqual(['Amy', 'Ulf', 'Uma']);
  const hidden = await failure(test.as(who('Bo'), portalRequestForm, { id: formId }));
  expect(hidden).toEqual(await failure(test.as(who('Bo'), portalRequestForm, { id: newId() })));
});

it('names each question that is not answered as it must be, and asks the further ones only where they apply', async () => {
  expect(await failure(submit('Ulf', { starts: '31.12.', laptop: true, boss: idOf('Bo'), size: 1 }))).toMatchObject({
    id: 'invalid',
    fields: {
      'custom.who': 'Please fill this in.',
      'custom.starts': expect.stringContaining('2026-03-31'),
      'custom.model': 'Please fill this in.',
      'custom.boss': expect.stringContaining('does not exist'),
      'custom.size': expect.stringContaining('no question'),
    },
  });
  const { id } = await submit('Ulf', { who: 'Nina', laptop: false, model: 'strong' });
  expect((await get('Ulf', id)).answers).toEqual([
    { label: 'Who begins?', words: 'Nina' },
    { label: 'A laptop is needed', words: 'No' },
  ]);
  await test.as(who('Ulf'), withdrawPortalRequest, { id });
  expect(await failure(test.as(who('Amy'), approvePortalRequest, { id }))).toMatchObject({
    id: 'service_request.decided',
  });
});

it('makes the ticket of the form when an Admin approves, with the answers, files and checklist, and keeps the version', async () => {
  const answers = { who: 'Nina New', starts: '2026-05-04', laptop: true, model: 'light', boss: idOf('Amy') };
  const { id, isWaiting } = await submit('Ulf', { ...answers, papers: [await upload('Ulf', 'contract.pdf')] });
  expect(isWaiting).toBe(true);
  expect((await get('Amy', id)).abilities).toEqual(['portal_request.approve']);
  expect(await failure(test.as(who('Ulf'), approvePortalRequest, { id }))).toMatchObject({ status: 403 });

  // What changes meanwhile is not what Ulf asked for.
  const newcomer = { id: formId, name: 'Newcomer', fields: [] };
  expect(await failure(act(staff, updateServiceRequestDefinition, newcomer))).toMatchObject({
    id: 'invalid',
    fields: { 'ticket.title': expect.stringContaining('{{who}}') },
  });
  await act(staff, updateServiceRequestDefinition, { ...newcomer, ticket: { title: 'Newcomer', boardId: null } });
  expect((await act(staff, publishServiceRequestDefinition, { id: formId })).number).toBe(2);

  await test.as(who('Amy'), approvePortalRequest, { id });
  const request = await get('Ulf', id);
  expect(request).toMatchObject({ name: 'New employee', state: 'accepted', decidedBy: 'Amy', isMine: true });
  const ticket = await test.as(staff, getTicket, { id: request.ticket?.id ?? '', withComments: true });
  expect(ticket).toMatchObject({
    title: 'New employee Nina New for Ulf, Light 13',
    origin: 'portal',
    board: { id: idOf('board') },
    client: { name: 'Acme' },
    contact: { name: 'Ulf' },
    priority: { name: 'High' },
  });
  expect(ticket.comments[0]).toMatchObject({ authorType: 'client', authorName: 'Ulf', visibility: 'public' });
  expect(ticket.comments[0]?.text).toBe(
    'New employee\n\nWho begins? Nina New\nFirst day: 2026-05-04\nA laptop is needed: Yes\nWhich one? Light 13\nReports to: Amy\nPapers: contract.pdf\n\nApproved by Amy.',
  );
  const { rows } = await test.as(staff, listTicketChecklists, { ticketId: ticket.id });
  expect(rows.length).toBeGreaterThan(0);
  const seen = await test.as(who('Ulf'), getPortalTicket, { id: ticket.id });
  expect(seen.comments[0]?.attachments).toMatchObject([{ filename: 'contract.pdf' }]);
  expect(await test.as(staff, getServiceRequest, { id })).toMatchObject({
    versionNumber: 1,
    ticket: { id: ticket.id },
  });
});

it('holds versions as they were published: no statement of the program changes one', async () => {
  const [version] = await test.inside(tenant, (ctx) => ctx.db.list(serviceRequestVersions, { definitionId: formId }));
  await expect(
    test.inside(tenant, (ctx) => ctx.db.update(serviceRequestVersions, version?.id ?? '', { number: 9 })),
  ).rejects.toThrow();
  await act(staff, updateServiceRequestDefinition, {
    id: formId,
    ...newEmployee,
    ticket: { title: '{{form}}: {{who}}' },
  });
  await act(staff, publishServiceRequestDefinition, { id: formId });
  expect(await failure(act(staff, publishServiceRequestDefinition, { id: formId }))).toMatchObject({
    id: 'service_request_definition.unchanged',
  });
  const old = { id: formId, versionId: version?.id ?? '', answers: { who: 'Nina' } };
  expect(await failure(test.as(who('Ulf'), submitPortalRequest, old))).toMatchObject({
    id: 'service_request.form_changed',
  });
  const { versions, hasChanges, requests } = await test.as(staff, getServiceRequestDefinition, { id: formId });
  expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
  expect({ hasChanges, requests }).toEqual({ hasChanges: false, requests: 2 });
});

it('tells why a request was refused, and lets nobody decide twice; an Admin’s own request and one without approval wait for nobody', async () => {
  const { id } = await submit('Ulf', { who: 'Nina' });
  await test.as(who('Amy'), refusePortalRequest, { id, reason: 'Take the spare laptop first.' });
  expect(await get('Ulf', id)).toMatchObject({
    state: 'refused',
    reason: 'Take the spare laptop first.',
    ticket: null,
    abilities: [],
  });
  expect(await failure(test.as(staff, approveServiceRequest, { id }))).toMatchObject({ id: 'service_request.decided' });
  expect(await submit('Amy', { who: 'Olga' })).toMatchObject({ isWaiting: false });
  await act(staff, updateServiceRequestDefinition, { id: formId, needsApproval: false });
  await act(staff, publishServiceRequestDefinition, { id: formId });
  const free = await submit('Uma', { who: 'Pia' });
  expect(await get('Uma', free.id)).toMatchObject({ state: 'accepted', decidedBy: null });
});

it('lets staff decide in place of the client, and opens the ticket elsewhere where the board was given up', async () => {
  await act(staff, updateServiceRequestDefinition, {
    id: formId,
    needsApproval: true,
    ticket: { title: 'Second board', boardId: idOf('board'), categoryId: idOf('category') },
  });
  await act(staff, publishServiceRequestDefinition, { id: formId });
  const [one, other] = [await submit('Ulf', { who: 'Nina' }), await submit('Ulf', { who: 'Nils' })];
  await test.inside(tenant, (ctx) => ctx.db.update(boards, idOf('board'), { isActive: false }));
  const { ticketId } = await test.as(staff, approveServiceRequest, { id: one.id });
  const ticket = await test.as(staff, getTicket, { id: ticketId, withComments: false });
  expect(ticket).toMatchObject({ title: 'Second board', category: null });
  expect(ticket.board.id).not.toBe(idOf('board'));
  await test.as(staff, refuseServiceRequest, { id: other.id, reason: 'By phone.' });
  await test.inside(tenant, (ctx) => ctx.db.update(boards, idOf('board'), { isActive: true }));
  const { rows } = await test.as(staff, listServiceRequests, { limit: 2, clientId: idOf('Acme') });
  expect(rows).toMatchObject([
    { state: 'refused', decidedBy: 'Tess', reason: 'By phone.', client: { name: 'Acme' }, requester: 'Ulf' },
    { state: 'accepted', decidedBy: 'Tess' },
  ]);
});

it('lets staff ask in place of somebody: whose request it is sees it, the ticket shows the answers, and approval holds', async () => {
  const { rows } = await test.as(staff, listServiceForms, { clientId: idOf('Acme') });
  expect(rows.map(({ id }) => id)).toContain(formId);
  const form = await test.as(staff, getServiceForm, { id: formId, clientId: idOf('Acme') });
  const ask = (caller: Caller, rest: object = {}) =>
    act(caller, createServiceRequest, {
      id: formId,
      versionId: form.versionId,
      clientId: idOf('Acme'),
      contactId: idOf('Ulf'),
      answers: { who: 'Nora', boss: idOf('Amy') },
      ...rest,
    });
  expect(await failure(ask(staff, { contactId: idOf('Bo') }))).toMatchObject({ status: 404 });
  // the form is for Acme alone
  expect(await failure(ask(staff, { clientId: idOf('Bluefin'), contactId: null }))).toMatchObject({ status: 404 });
  const { id, ticketId } = await ask(staff);
  const ticket = await test.as(staff, getTicket, { id: ticketId ?? '', withComments: true });
  expect(ticket).toMatchObject({ client: { name: 'Acme' }, contact: { name: 'Ulf' } });
  const { comments } = await test.as(who('Ulf'), getPortalTicket, { id: ticketId ?? '' });
  expect(comments[0]).toMatchObject({ html: expect.stringContaining('Who begins? Nora') });
  expect(await get('Ulf', id)).toMatchObject({ state: 'accepted', requester: 'Ulf' });
  const shown = await test.as(staff, serviceRequestsOfTicket, { ticketId: ticketId ?? '' });
  expect(shown.rows).toMatchObject([
    {
      id,
      requester: 'Ulf',
      enteredBy: 'Tess',
      answers: [
        { label: 'Who begins?', words: 'Nora' },
        { label: 'Reports to', words: 'Amy' },
      ],
    },
  ]);
  const desk = callerWith(tenant, ['service_request.create', 'service_request.read'], { id: staff.actor.id });
  const waiting = await ask(desk);
  expect(waiting.ticketId).toBeNull();
  await test.as(who('Amy'), approvePortalRequest, { id: waiting.id });
  expect(await get('Ulf', waiting.id)).toMatchObject({ state: 'accepted', decidedBy: 'Amy' });
});

it('answers what belongs to others as what does not exist, at every door of the portal', async () => {
  const answers = { who: 'Nina', papers: [await upload('Ulf', 'secret.pdf')] };
  const { id } = await submit('Ulf', answers);
  const fileId = (await get('Ulf', id)).files[0]?.id ?? '';
  const doors: [string, Record<string, unknown>][] = [
    [getPortalRequest.name, { id }],
    [getPortalRequestFile.name, { id: fileId }],
    [approvePortalRequest.name, { id }],
    [refusePortalRequest.name, { id, reason: 'No.' }],
    [withdrawPortalRequest.name, { id }],
  ];
  const wire = (name: string, input: unknown, caller: Caller) => failure(test.dispatcher.wire(name, input, caller));
  for (const [name, input] of doors) {
    const unknown = await wire(name, { ...input, id: newId() }, who('Bo'));
    expect(unknown).toMatchObject({ status: 404 });
    expect(await wire(name, input, who('Bo'))).toEqual(unknown);
  }
  // A colleague without the right to approve sees only their own.
  expect(await failure(get('Uma', id))).toMatchObject({ status: 404 });
  expect(await failure(test.as(who('Uma'), withdrawPortalRequest, { id }))).toMatchObject({ status: 404 });
  expect(await failure(test.as(who('Amy'), withdrawPortalRequest, { id }))).toMatchObject({ status: 404 });
  const idsOf = async (name: string) =>
    (await test.as(who(name), listPortalRequests, { waiting: false, limit: 100 })).rows.map((row) => row.id);
  expect(await idsOf('Uma')).not.toContain(id);
  expect(await idsOf('Bo')).toEqual([]);
  expect(await idsOf('Amy')).toContain(id);
  expect(await test.as(who('Amy'), listPortalRequests, { waiting: true, limit: 1 })).toMatchObject({
    rows: [{ id, state: 'submitted' }],
    next: null,
  });
});

it('sends nothing internal into a browser: every answer of the portal is read', async () => {
  await act(staff, updateServiceRequestDefinition, {
    id: formId,
    name: 'A name that is not published',
    ticket: { title: 'Internal wording {{who}}', boardId: idOf('board'), checklistTemplateId: idOf('checklist') },
  });
  await act(staff, publishServiceRequestDefinition, { id: formId });
  await act(staff, updateServiceRequestDefinition, { id: formId, name: 'Draft words' });
  const { id } = await submit('Ulf', { who: 'Nina', papers: [await upload('Ulf', 'x.pdf')] });
  const read = async (name: string, input: unknown, caller = who('Amy')) =>
    JSON.stringify(await test.dispatcher.wire(name, input, caller));
  const all = [
    await read(portalCatalogue.name, {}),
    await read(portalRequestForm.name, { id: formId }),
    await read(listPortalRequests.name, {}),
    await read(getPortalRequest.name, { id }),
    await read(approvePortalRequest.name, { id }),
    await read(getPortalRequest.name, { id }, who('Ulf')),
  ].join('\n');
  const internal = ['Draft words', 'Internal wording', 'Secret room', 'storageKey', 'sha256', 'Bluefin', 'Bo"'];
  expect(internal.filter((words) => all.includes(words))).toEqual([]);
  const hiddenIds = ['board', 'checklist', 'category', 'priority', 'service', 'Acme', 'Bluefin', 'Bo'].map(idOf);
  expect(hiddenIds.filter((one) => all.includes(one))).toEqual([]);
});

it('archives and offers again, deletes what nobody asked by, and goes along with a merged client', async () => {
  expect(await failure(test.as(staff, deleteServiceRequestDefinition, { id: formId }))).toMatchObject({
    id: 'service_request_definition.used',
  });
  await test.as(staff, archiveServiceRequestDefinition, { id: formId });
  expect(await offered('Amy')).toEqual([]);
  await test.as(staff, restoreServiceRequestDefinition, { id: formId });
  const other = { name: 'For one that goes', clientIds: [idOf('Gone')] };
  const { id } = await act(staff, createServiceRequestDefinition, other);
  await act(staff, publishServiceRequestDefinition, { id });
  expect(await offered('Amy')).toEqual(['A name that is not published']);
  await act(staff, mergeClients, { id: idOf('Gone'), intoId: idOf('Acme') });
  expect(await offered('Amy')).toEqual(['A name that is not published', 'For one that goes']);
  await test.as(staff, deleteServiceRequestDefinition, { id });
  expect(await offered('Amy')).toEqual(['A name that is not published']);
});

it('keeps in the trail who changed whom a form is for', async () => {
  const [entry] = await test.inside(tenant, (ctx) =>
    ctx.db.rows<{ after: unknown }>(
      sql`select after from audit_log where tenant_id = ${tenant} and subject = 'service_request_definitions' and subject_id = ${formId}
          and after ? 'roleIds' order by id limit 1`,
    ),
  );
  expect(entry?.after).toEqual({ roleIds: [idOf('Admin')] });
});
