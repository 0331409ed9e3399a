import { billingModule, listUnbilled } from '@kelp/billing';
import { clientsModule, listClients } from '@kelp/clients';
import { catalogModule } from '@kelp/catalog';
import { contractsModule, createContract } from '@kelp/contracts';
import { createOwner, identityModule } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { callerWith } from '@kelp/testing';
import { slaModule } from '@kelp/sla';
import { ticketsModule } from '@kelp/tickets';
import { listTimeEntries, timeModule } from '@kelp/time';
import { createImport } from './contract';
import { decoded } from './kinds/decoded';
import { importsModule } from './module';
import { importDesk } from './testing/import-desk';

const desk = importDesk(
  ...[
    identityModule,
    clientsModule,
    catalogModule,
    ticketsModule,
    slaModule,
    timeModule,
    contractsModule,
    billingModule,
  ],
  importsModule,
);
const { staff, begin, check, run, undo, problemsOf, whole } = desk;
const test = () => desk.house();
const entries = async () =>
  (await test().as(staff(), listTimeEntries, { limit: 50 })).rows.map((one) => ({
    who: one.person.name,
    on: one.ticket?.title ?? one.client?.name ?? '',
    day: one.workDate,
    minutes: one.minutes,
    billable: one.billableMinutes,
    state: one.state,
    note: one.notes,
  }));

let mail: string;
beforeEach(async () => {
  mail = `tess-${newId()}@imports.test`;
  await test().inside(desk.tenant(), (ctx) =>
    createOwner(ctx, { name: 'Tess', email: mail, password: 'Harbor-Lantern-42' }),
  );
  await whole('Id,Name\n17,Acme\n');
  await whole('Name,Type,Rate,Price from\nRemote support,hourly,120,2024-01-01\n', 'services');
  await whole(
    'Id,Ticket Number,Summary,Company,Status,Opened,Closed\n9001,T-4711,Printer,17,Closed,2024-03-04,2024-03-05\n',
    'tickets',
  );
});

const file = () =>
  'Technician,Ticket Number,Company,Date,Hours,Billable,Notes,Billed\n' +
  `${mail},T-4711,,2024-03-04 09:30,1:30,yes,Cleaned,\n` +
  `${mail},9001,,2024-03-04 13:00,0.25,no,Called,yes\n` +
  'Tess,,Acme,2024-03-05 10:00,2,yes,Cabling,to bill\n' +
  'Tess,T-9,,2024-03-05 13:00,1,,Lost,\n' +
  'Nobody,,Acme,2024-03-05 13:00,1,,Ghost,\n' +
  'Tess,,Acme,2024-03-05 13:00,many,,Odd,\n' +
  'Tess,,Acme,2024-03-05 14:00,,,No length,\n' +
  `${mail},T-4711,,2024-03-04 09:30,1:30,yes,Cleaned,\n`;

it('keeps time as approved work of another system, of which nothing is billed but what is asked for', async () => {
  const id = await begin(file(), 'time');
  expect(await check(id)).toMatchObject({ counts: { creates: 3, problem: 5 } });
  expect(await entries()).toEqual([]);
  expect(await problemsOf(id)).toEqual([
    [5, { column: 'Ticket Number', value: 'T-9', message: expect.stringMatching(/No ticket was imported as “T-9”/) }],
    [6, { column: 'Technician', value: 'Nobody', message: expect.stringMatching(/No colleague is called “Nobody”/) }],
    [7, { column: 'Hours', value: 'many', message: 'Write hours such as 1.5 or 1:30.' }],
    [8, expect.objectContaining({ message: 'Give minutes, or start and end.' })],
    [9, { column: null, value: null, message: expect.stringMatching(/Line 2 is about the same record/) }],
  ]);
  expect((await run(id)).counts).toEqual({ created: 3, failed: 5 });
  expect((await entries()).sort((a, b) => (a.note < b.note ? -1 : 1))).toEqual([
    { who: 'Tess', on: 'Acme', day: '2024-03-05', minutes: 120, billable: 120, state: 'approved', note: 'Cabling' },
    { who: 'Tess', on: 'Printer', day: '2024-03-04', minutes: 15, billable: 0, state: 'approved', note: 'Called' },
    { who: 'Tess', on: 'Printer', day: '2024-03-04', minutes: 90, billable: 90, state: 'approved', note: 'Cleaned' },
  ]);
  const [acme] = (await test().as(staff(), listClients, { limit: 10, includeInactive: true })).rows;
  const care = decoded(createContract, { clientId: acme?.id, name: 'Care', startsOn: '2024-01-01', lines: [] });
  await test().as(staff(), createContract, care);
  const { items } = await test().as(staff(), listUnbilled, { clientId: acme?.id ?? '' });
  const unbilled = await test().rows<{ notes: string }>(
    desk.tenant(),
    sql`select notes from time_entries where tenant_id = ${desk.tenant()} and id = any(${items.flatMap(({ entryId }) => entryId ?? [])}::uuid[])`,
  );
  expect(unbilled).toEqual([{ notes: 'Cabling' }]);
  const told = await test().rows<{ isMuted: boolean }>(
    desk.tenant(),
    sql`select distinct is_muted from outbox where tenant_id = ${desk.tenant()} and type like 'time_entry.%'`,
  );
  expect(told).toEqual([{ isMuted: true }]);
});

it('writes the same file once, and takes time back', async () => {
  const { id } = await whole(file(), 'time');
  const again = await begin(file(), 'time');
  expect((await check(again)).counts).toMatchObject({ skips: 3, problem: 5 });
  expect((await undo(id)).counts).toEqual({ undone: 3, failed: 5 });
  expect(await entries()).toEqual([]);
});

it('lets nobody put their own time on an invoice, nor import time without the rights of those who approve it', async () => {
  const own = await begin(
    'Person,Client,Start,Minutes,Billing\nOlive,Acme,2024-03-05 10:00,60,to bill\nOlive,Acme,2024-03-06 10:00,60,\n',
    'time',
  );
  expect((await check(own)).counts).toEqual({ creates: 1, problem: 1 });
  expect((await problemsOf(own))[0]).toEqual([
    2,
    expect.objectContaining({ message: expect.stringMatching(/cannot approve your own time/) }),
  ]);
  const uploadId = await desk.upload('Person,Start,Minutes\nTess,2024-03-05,60\n', 'time.csv');
  const may = callerWith(desk.tenant(), ['import.run', 'time_entry.create'], { id: desk.olive() });
  await expect(
    test().as(may, createImport, { uploadId, kind: 'time', mode: 'both', system: 'csv' }),
  ).rejects.toMatchObject({ id: 'forbidden' });
});
