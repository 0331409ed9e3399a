import { billingModule } from '@kelp/billing';
import { catalogModule } from '@kelp/catalog';
import { clientsModule } from '@kelp/clients';
import { contractsModule, getContract, listContracts, updateContract } from '@kelp/contracts';
import { identityModule } from '@kelp/identity';
import { slaModule } from '@kelp/sla';
import { ticketsModule } from '@kelp/tickets';
import { timeModule } from '@kelp/time';
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
const { staff, begin, check, run, undo, rowsOf, problemsOf, whole } = desk;
const test = () => desk.house();
const all = async () => (await test().as(staff(), listContracts, { limit: 50 })).rows;
const details = async (name: string) => {
  const found = (await all()).find((one) => one.name === name);
  return test().as(staff(), getContract, { id: found?.id ?? '' });
};

beforeEach(async () => {
  await whole('Id,Name\n17,Acme\n18,Beta\n');
  await whole('Name,Type,Rate\nManaged server,fixed,99\nRemote support,hourly,120\n', 'services');
});

const file =
  'Agreement ID,Agreement Name,Company,Start Date,End Date,Billing Cycle,Product,Description,Unit Price,Qty,Next Bill Date,Status\n' +
  'A1,Care,17,2020-02-15,,Monthly,Managed server,Servers,"1.250,50",2,2030-01-15,Active\n' +
  'A1,Care,17,2020-02-15,,Monthly,Remote support,,100,,2030-01-15,Active\n' +
  'A2,Backup,Beta,2190-03-01,2190-12-31,Quarterly,Managed server,,50,,,\n' +
  'A3,Old,Beta,2015-01-01,2016-12-31,,Managed server,,50,,,\n' +
  'A4,Odd,Beta,2190-01-01,,sometimes,Managed server,,50,,,\n' +
  'A5,Unknown,Beta,2190-01-01,,,Firewall,,50,,,\n' +
  'A6,Free,Beta,2190-01-01,,,Managed server,,,,,\n' +
  'A1,Care,17,2020-02-15,,Monthly,Managed server,Servers,1,,,\n';

it('makes one contract of the rows with the same id, and bills nothing of the days before', async () => {
  const id = await begin(file, 'contracts');
  expect(await check(id)).toMatchObject({ counts: { creates: 3, problem: 5 } });
  expect(await all()).toEqual([]);
  expect((await problemsOf(id)).map(([line, one]) => [line, (one as { column: string | null }).column])).toEqual([
    [5, 'End Date'],
    [6, 'Billing Cycle'],
    [7, 'Product'],
    [8, 'Unit Price'],
    [9, null],
  ]);
  expect((await run(id)).counts).toEqual({ created: 3, failed: 5 });
  expect((await all()).map(({ name, status }) => [name, status]).sort()).toEqual([
    ['Backup', 'draft'],
    ['Care', 'active'],
  ]);
  const care = await details('Care');
  expect(care).toMatchObject({ startsOn: '2020-02-15', endsOn: null, cycle: 'monthly', currency: 'USD' });
  expect(care.lines.map(({ name, kind, startsOn }) => ({ name, kind, startsOn }))).toEqual([
    { name: 'Servers', kind: 'fixed', startsOn: '2030-01-15' },
    { name: 'Remote support', kind: 'hourly', startsOn: '2030-01-15' },
  ]);
  expect(care.lines[0]?.terms[0]).toMatchObject({ price: '125050', quantity: '2' });
  expect(care.lines[1]?.terms[0]).toMatchObject({ hourlyRate: '10000' });
  const backup = await details('Backup');
  expect(backup).toMatchObject({ startsOn: '2190-03-01', endsOn: '2191-01-01', cycle: 'quarterly' });
  expect(backup.lines[0]?.startsOn).toBe('2190-03-01');
});

it('bills a contract that runs already from its next period on, when nothing else is said', async () => {
  const { done } = await whole(
    'Name,Client,Start,Service,Amount,Day of the month\nCare,Acme,2020-02-15,Managed server,10,1\n',
    'contracts',
  );
  expect(done.counts).toEqual({ created: 1 });
  const [line] = (await details('Care')).lines;
  const today = new Date().toISOString().slice(0, 10);
  expect(line?.startsOn.slice(8)).toBe('01');
  expect(line && line.startsOn > today).toBe(true);
});

it('refuses rows of one contract that differ, skips what is here, and takes back what nobody changed', async () => {
  const odd = await whole(
    'Contract id,Name,Client,Start,Cycle,Service,Line,Amount,State\nB1,Twin,Acme,2190-01-01,monthly,Managed server,One,10,active\nB1,Twin,Acme,2190-01-01,annual,Managed server,Two,10,active\n',
    'contracts',
  );
  expect(odd.done.counts).toEqual({ created: 1, failed: 1 });
  expect((await rowsOf(odd.id))[1]?.problems[0]).toMatchObject({
    column: 'Cycle',
    message: expect.stringMatching(/Twin is monthly by an earlier row/),
  });
  expect((await undo(odd.id)).counts).toEqual({ undone: 1, failed: 1 });
  expect(await all()).toEqual([]);

  const { id } = await whole(file, 'contracts');
  const again = await begin(file, 'contracts');
  expect((await check(again)).counts).toMatchObject({ skips: 3 });
  const care = await details('Care');
  await test().as(staff(), updateContract, { id: care.id, poNumber: 'PO-1' });
  expect((await undo(id)).counts).toEqual({ undone: 1, kept: 2, failed: 5 });
  expect((await all()).map(({ name }) => name)).toEqual(['Care']);
});
