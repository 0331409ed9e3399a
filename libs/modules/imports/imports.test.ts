import { identityModule } from '@kelp/identity';
import {
  clientsModule,
  createClient,
  createContact,
  getClient,
  listClients,
  listContacts,
  updateClient,
} from '@kelp/clients';
import { sql } from '@kelp/platform/db';
import { callerWith, settle, type TestHouse } from '@kelp/testing';
import { ticketsModule } from '@kelp/tickets';
import {
  checkImport,
  createImport,
  exportFailedRows,
  getImport,
  mapImport,
  runImport,
  stopImport,
  undoImport,
} from './contract';
import { importsModule } from './module';
import { importDesk } from './testing/import-desk';

const desk = importDesk(identityModule, clientsModule, ticketsModule, importsModule);
const { staff, begin, check, run, rowsOf, problemsOf, whole } = desk;
let test: TestHouse;
let tenant: string;
let olive: string;

beforeEach(() => {
  test = desk.house();
  tenant = desk.tenant();
  olive = desk.olive();
});

const clientNames = async () =>
  (await test.as(staff(), listClients, { limit: 200, includeInactive: true })).rows.map(({ name }) => name).sort();
const everything = () =>
  test.rows(
    tenant,
    sql`select (select coalesce(jsonb_agg(to_jsonb(c) - 'version' - 'updated_at' order by id), '[]') from clients c where tenant_id = ${tenant}) as clients,
      (select coalesce(jsonb_agg(to_jsonb(l) - 'version' - 'updated_at' order by id), '[]') from client_locations l where tenant_id = ${tenant}) as places,
      (select count(*)::int from external_refs where tenant_id = ${tenant}) as refs`,
  );

it('finds headers, tries every row without a trace, writes the good ones and tells of the bad ones by column, value and next step', async () => {
  const id = await begin(
    'Company Name,Web Site,Status,Time zone,Id,City\n' +
      'Acme,acme.test,Active,Europe/Berlin,17,Köln\n' +
      ',nameless.test,,,,\n' +
      'Beta,beta.test,sleeping,,18,\n' +
      'Gamma,gamma.test,,Mars/Olympus,19,\n' +
      'ACME,,,,,\n' +
      'Delta,,Lead,,20,\n',
  );
  const read = await test.as(staff(), getImport, { id });
  expect(read).toMatchObject({ state: 'mapping', total: 6, encoding: 'utf-8', delimiter: ',' });
  expect(read.mapping).toEqual({ name: 0, url: 1, lifecycle: 2, zone: 3, externalId: 4, city: 5 });
  const checked = await check(id);
  expect(checked).toMatchObject({ state: 'checked', counts: { creates: 2, problem: 4 } });
  expect(await clientNames()).toEqual([]);
  expect(await problemsOf(id)).toEqual([
    [3, { column: 'Company Name', value: null, message: 'Name is missing. Fill the cell, or give a default.' }],
    [4, { column: 'Status', value: 'sleeping', message: 'Write one of: prospect, active, former.' }],
    [5, { column: 'Time zone', value: 'Mars/Olympus', message: expect.stringMatching(/time zone|IANA|such as/i) }],
    [6, { column: null, value: null, message: 'Line 2 is about the same record. Keep one of the two lines.' }],
  ]);
  const done = await run(id);
  expect(done).toMatchObject({ state: 'finished', counts: { created: 2, failed: 4 } });
  expect(await clientNames()).toEqual(['Acme', 'Delta']);
  const [acme] = (await test.as(staff(), listClients, { limit: 10, search: 'acme', includeInactive: true })).rows;
  expect(await test.as(staff(), getClient, { id: acme?.id ?? '' })).toMatchObject({
    url: 'https://acme.test',
    zone: 'Europe/Berlin',
    locations: [{ city: 'Köln', isDefault: true }],
  });
});

it('gives failed rows back as they stood, formulas made harmless, to correct and import again', async () => {
  const { id } = await whole('Name,Status,Notes\nAcme,,x\n=cmd|1,sleeping,"two\nlines"\n');
  const { csv, filename, next } = await test.as(staff(), exportFailedRows, { id });
  expect([filename, next]).toEqual(['clients-failed.csv', null]);
  expect(csv).toBe(
    'Name,Status,Notes,Line,Reason\r\n' +
      `'=cmd|1,sleeping,"two\nlines",3,"Status: Write one of: prospect, active, former."\r\n`,
  );
  const again = await whole(csv.replace('sleeping', 'lead'));
  expect(again.done.counts).toEqual({ created: 1 });
  expect(await clientNames()).toEqual(['=cmd|1', 'Acme']);
});

it('knows a record by the other system’s id, then by its name, and changes only what the mode allows', async () => {
  await whole('Id,Name,Website\n17,Acme,\n18,Beta,\n');
  const same = await whole('Id,Name,Website\n17,Acme Germany,acme.test\n18,Beta,\n,Gamma,\n', 'clients', 'update');
  expect(same.done.counts).toEqual({ updated: 1, skipped: 2 });
  expect(await clientNames()).toEqual(['Acme Germany', 'Beta']);
  const fresh = await whole('Name\nBeta\nGamma\n', 'clients', 'create');
  expect(fresh.done.counts).toEqual({ created: 1, skipped: 1 });
  expect((await rowsOf(fresh.id))[0]?.problems[0]?.message).toMatch(/already; only new ones/);
});

it('takes everything back to the letter, but what somebody has built on since', async () => {
  const { id: old } = await test.as(staff(), createClient, { name: 'Old', url: 'https://old.test', domains: [] });
  await test.as(staff(), createClient, { name: 'Touched', domains: [] });
  const before = await everything();
  const { id } = await whole('Id,Name,Website,City\n1,Old,new.test,\n2,Fresh,,Rome\n3,Second,,\n');
  await test.as(staff(), undoImport, { id });
  await settle(test);
  expect(await test.as(staff(), getImport, { id })).toMatchObject({ state: 'undone', counts: { undone: 3 } });
  expect(await everything()).toEqual(before);

  const again = await whole('Name,Website\nOld,new.test\nFresh,\nSecond,\n');
  await test.as(staff(), updateClient, { id: old, notes: 'Changed by hand' });
  const fresh =
    (await test.as(staff(), listClients, { limit: 10, search: 'Fresh', includeInactive: true })).rows[0]?.id ?? '';
  await test.as(staff(), createContact, { fullName: 'Amy', clientId: fresh });
  await test.as(staff(), undoImport, { id: again.id });
  await settle(test);
  expect((await rowsOf(again.id)).map(({ state, problems }) => [state, problems[0]?.message])).toEqual([
    ['kept', expect.stringMatching(/changed this client since/)],
    ['kept', expect.stringMatching(/Fresh still has 1 contact/)],
    ['undone', undefined],
  ]);
  expect(await clientNames()).toEqual(['Fresh', 'Old', 'Touched']);
});

it('lets one of two runs at a time win, stops when asked, and warns of a file that was written before', async () => {
  const content = 'Name\nAcme\nBeta\n';
  const first = await begin(content);
  const second = await begin('Name\nGamma\n');
  await check(first);
  await check(second);
  await test.as(staff(), runImport, { id: first });
  await expect(test.as(staff(), runImport, { id: second })).rejects.toMatchObject({
    message: expect.stringMatching(/Another import of this workspace/),
  });
  await expect(test.as(staff(), runImport, { id: first })).rejects.toMatchObject({ id: 'import.busy' });
  await test.as(staff(), stopImport, { id: first });
  await settle(test);
  expect(await test.as(staff(), getImport, { id: first })).toMatchObject({ state: 'stopped', counts: { waiting: 2 } });
  expect(await clientNames()).toEqual([]);
  await test.as(staff(), runImport, { id: second });
  await settle(test);
  const third = await begin(content);
  expect((await test.as(staff(), getImport, { id: third })).sameFile.map(({ id }) => id)).toEqual([first]);
});

it('asks for the rights of the records at the start and again with every row', async () => {
  const uploadId = await desk.upload('Name\nAcme\n', 'clients.csv');
  const may = callerWith(tenant, ['import.run'], { id: olive });
  await expect(
    test.as(may, createImport, { uploadId, kind: 'clients', mode: 'both', system: 'csv' }),
  ).rejects.toMatchObject({
    id: 'forbidden',
  });
  const id = await begin('Name\nBeta\n');
  await check(id);
  await test.as(staff(), runImport, { id });
  await test.inside(tenant, (ctx) =>
    ctx.db.rows(sql`delete from user_roles where tenant_id = ${tenant} and user_id = ${olive}`),
  );
  await settle(test);
  expect((await test.as(staff(), getImport, { id })).counts).toEqual({ failed: 1 });
  expect(await clientNames()).toEqual([]);
});

it('says of a file that is no CSV what it is, and of a mapping what is missing', async () => {
  const zip = await begin(Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('[Content_Types].xml xl/')]));
  expect(await test.as(staff(), getImport, { id: zip })).toMatchObject({
    state: 'unreadable',
    problem: expect.stringMatching(/Excel workbook/),
  });
  const id = await begin('Firm,Where\nAcme,Rome\n');
  expect((await test.as(staff(), getImport, { id })).mapping).toEqual({});
  await expect(test.as(staff(), checkImport, { id })).rejects.toMatchObject({
    fields: { 'mapping.name': 'Choose a column for Name.' },
  });
  await expect(test.as(staff(), mapImport, { id, mapping: { name: 7 } })).rejects.toMatchObject({ id: 'invalid' });
  await test.as(staff(), mapImport, { id, mapping: { name: 0 }, defaults: { lifecycle: 'prospect' } });
  await check(id);
  await run(id);
  expect((await test.as(staff(), listClients, { limit: 10, includeInactive: true })).rows).toMatchObject([
    { name: 'Acme', lifecycle: 'prospect' },
  ]);
});

it('keeps hostile text as text, and a bad line harms no other', async () => {
  const { done, id } = await whole(
    'Name,Notes\n<script>alert(1)</script>,"=HYPERLINK(""x"")"\nBad\u0000,x\nGood,y,z\nFine,\n',
  );
  expect(done.counts).toEqual({ created: 2, failed: 2 });
  expect(await clientNames()).toEqual(['<script>alert(1)</script>', 'Fine']);
  expect((await problemsOf(id)).map(([line]) => line)).toEqual([3, 4]);
});

it('imports locations of clients, and contacts who find their client by the other system’s id', async () => {
  await whole('Id,Name\n17,Acme\n');
  const places = await whole(
    'Company,Site Name,Zip,Primary\nacme,Head office,50667,yes\nNobody,Office,1,\n',
    'locations',
  );
  expect(places.done.counts).toEqual({ created: 1, failed: 1 });
  expect((await rowsOf(places.id))[1]?.problems[0]).toEqual({
    column: 'Company',
    value: 'Nobody',
    message: 'There is no client “Nobody” here. Import the clients first, or correct the name.',
  });
  const people =
    'First Name,Last Name,Email,Company,Mobile\nAmy,Adams,AMY@acme.test,17,0171 1234567\nBob,,not an address,17,\n';
  const made = await whole(people, 'contacts');
  expect(made.done.counts).toEqual({ created: 1, failed: 1 });
  expect((await test.as(staff(), listContacts, { limit: 10 })).rows).toMatchObject([
    { fullName: 'Amy Adams', email: 'amy@acme.test', clientName: 'Acme', phones: [{ kind: 'mobile' }] },
  ]);
  const changed = await whole(people.replace('Adams', 'Baker'), 'contacts', 'update');
  expect(changed.done.counts).toMatchObject({ updated: 1 });
  await test.as(staff(), undoImport, { id: changed.id });
  await settle(test);
  expect((await test.as(staff(), listContacts, { limit: 10 })).rows).toMatchObject([{ fullName: 'Amy Adams' }]);
  const more = await whole('Name,Company\nCarl Clark,Acme\n', 'contacts');
  await test.as(staff(), undoImport, { id: more.id });
  await settle(test);
  expect((await test.as(staff(), getImport, { id: more.id })).counts).toEqual({ undone: 1 });
  expect((await test.as(staff(), listContacts, { limit: 10 })).rows.map(({ fullName }) => fullName)).toEqual([
    'Amy Adams',
  ]);
  // The same person twice in one file, once without the address, is one contact.
  const twice = 'Name,Email,Company,Job title\nCarl Clark,carl@acme.test,Acme,\nCarl Clark,,Acme,CEO\n';
  expect((await whole(twice, 'contacts')).done.counts).toEqual({ created: 1, updated: 1 });
});

it('tells nobody: what follows from an import is muted', async () => {
  await whole('Name\nAcme\n');
  const told = await test.rows<{ isMuted: boolean }>(
    tenant,
    sql`select is_muted from outbox where tenant_id = ${tenant} and type = 'client.created'`,
  );
  expect(told).toEqual([{ isMuted: true }]);
});

it('writes a set at once, parents before their children, and a row that clashes with another harms no third', async () => {
  const { id, done } = await whole(
    'Id,Name,Other names,Parent,Domains,Account manager\n' +
      '1,Top,,,,\n' +
      '2,Below,,top,,\n' +
      '3,Deep,,2,,Olive\n' +
      '4,Alpha,Twin,,alpha.test,\n' +
      '5,Beta,twin,,,\n' +
      '6,Gamma,,,alpha.test,\n' +
      '7,Delta,,,,Nobody\n' +
      '8,Epsilon,,,,Olive\n',
  );
  expect(done.counts).toEqual({ created: 5, failed: 3 });
  expect(await problemsOf(id)).toEqual([
    [6, { column: null, value: null, message: '“twin” is another name of Alpha. Open it, or choose another name.' }],
    [7, { column: null, value: null, message: 'alpha.test already belongs to Alpha. Remove it there first.' }],
    [
      8,
      { column: 'Account manager', value: 'Nobody', message: expect.stringMatching(/No colleague is called “Nobody”/) },
    ],
  ]);
  const made = await test.rows<{ name: string }>(
    tenant,
    sql`select c.name, p.name as parent, r.external_id,
          (select count(*)::int from outbox o where o.tenant_id = c.tenant_id and o.aggregate_id = c.id and o.type = 'client.created') as told,
          (select count(*)::int from audit_log a where a.tenant_id = c.tenant_id and a.subject = 'clients' and a.subject_id = c.id
            and a.actor_name = 'Olive') as recorded
        from clients c left join clients p on p.tenant_id = c.tenant_id and p.id = c.parent_id
          join external_refs r on r.tenant_id = c.tenant_id and r.entity_id = c.id and r.import_id = ${id}
        where c.tenant_id = ${tenant} order by c.name`,
  );
  const once = { told: 1, recorded: 1 };
  expect(made).toEqual([
    { name: 'Alpha', parent: null, externalId: '4', ...once },
    { name: 'Below', parent: 'Top', externalId: '2', ...once },
    { name: 'Deep', parent: 'Below', externalId: '3', ...once },
    { name: 'Epsilon', parent: null, externalId: '8', ...once },
    { name: 'Top', parent: null, externalId: '1', ...once },
  ]);
});
