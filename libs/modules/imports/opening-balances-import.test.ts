import {
  billingInvariants,
  billingModule,
  createCreditNote,
  creditOpeningBalance,
  checkAccountingExport,
  getInvoice,
  listInvoices,
  readAging,
  readMargin,
  readStatement,
  readTaxReport,
  recordPayment,
  sendInvoice,
  writeOffInvoice,
} from '@kelp/billing';
import { catalogModule } from '@kelp/catalog';
import { clientsModule, listClients } from '@kelp/clients';
import { contractsModule } from '@kelp/contracts';
import { identityModule } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { slaModule } from '@kelp/sla';
import { ticketsModule } from '@kelp/tickets';
import { timeModule } from '@kelp/time';
import { importsModule } from './module';
import { importDesk } from './testing/import-desk';

const desk = importDesk(
  ...[identityModule, clientsModule, catalogModule, ticketsModule, slaModule, timeModule, contractsModule],
  ...[billingModule, importsModule],
);
const { staff, begin, check, run, undo, rowsOf, problemsOf, whole } = desk;
const test = () => desk.house();

const file =
  'Invoice Number,Company,Invoice Date,Due Date,Invoice Total,Balance,Currency,Billing Status\n' +
  'R-1,Acme,2024-11-03,2024-12-03,"1,190.00",690.00,,Open\n' +
  'R-2,Acme,2024-12-01,2024-12-31,238.00,,EUR,Sent\n' +
  'R-3,Beta,2025-01-05,,100,0,,\n' +
  'R-4,Beta,2025-01-05,2025-01-01,100,50,,\n' +
  'R-5,Beta,2025-01-05,2025-02-01,100,150,,\n' +
  'R-6,Beta,2025-01-05,2025-02-01,100,,,Paid\n' +
  'R-7,Nobody,2025-01-05,2025-02-01,100,100,,\n' +
  'R-8,Beta,2190-01-05,2190-02-01,100,100,,\n' +
  'r-1,ACME,2024-11-03,2024-12-03,10,10,,\n';

const all = async () => (await test().as(staff(), listInvoices, { limit: 50 })).rows;
const aging = async () =>
  (await test().as(staff(), readAging, {})).totals.map(({ currency, older, total }) => [currency, older, total]);
const accounts = async () =>
  test().rows<{ account: string; amount: bigint }>(
    desk.tenant(),
    sql`select account, sum(amount)::bigint as amount from postings where tenant_id = ${desk.tenant()} and currency = 'USD'
        group by account having sum(amount) <> 0 order by account`,
  );
const violations = async () => (await test().as(staff(), billingInvariants, {})).violations;

it('takes open invoices over: owed under their own numbers, never earned, until they are paid, credited or lost', async () => {
  await whole('Id,Name\n17,Acme\n18,Beta\n');
  const id = await begin(file, 'opening_balances', 'both', 'connectwise');
  expect(await check(id)).toMatchObject({ counts: { creates: 2, problem: 7 } });
  expect((await problemsOf(id)).map(([line, one]) => [line, (one as { column: string | null }).column])).toEqual([
    [4, 'Balance'],
    [5, 'Due Date'],
    [6, 'Balance'],
    [7, 'Billing Status'],
    [8, 'Company'],
    [9, 'Invoice Date'],
    [10, null],
  ]);
  expect(await all()).toEqual([]);
  expect((await run(id)).counts).toEqual({ created: 2, failed: 7 });

  const [second, first] = await all();
  expect(first).toMatchObject({ kind: 'opening_balance', number: 'R-1', total: 69_000n, amountDue: 69_000n, tax: 0n });
  expect(first).toMatchObject({ invoiceDate: '2024-11-03', dueDate: '2024-12-03', isOverdue: true, pdfState: 'none' });
  expect(second).toMatchObject({ number: 'R-2', currency: 'EUR', amountDue: 23_800n });
  expect(await aging()).toEqual([
    ['EUR', 23_800n, 23_800n],
    ['USD', 69_000n, 69_000n],
  ]);
  const R1 = first?.id ?? '';
  expect(await test().as(staff(), getInvoice, { id: R1 })).toMatchObject({ originalTotal: 119_000n, taxes: [] });

  const { rows: known } = await test().as(staff(), listClients, { search: 'Acme', includeInactive: false, limit: 10 });
  const clientId = known[0]?.id ?? '';
  await test().as(staff(), recordPayment, {
    ...{ clientId, amount: 19_000n, currency: 'USD', method: 'bank_transfer', provider: 'manual', note: '' },
  });
  await test().as(staff(), writeOffInvoice, { id: R1, amount: 10_000n, reason: 'Given up' });
  await expect(test().as(staff(), creditOpeningBalance, { id: R1, amount: 40_001n, reason: 'CN-9' })).rejects.toThrow(
    /more than the invoice/,
  );
  const credited = await test().as(staff(), creditOpeningBalance, { id: R1, reason: 'CN-9' });
  expect(credited).toMatchObject({ amount: 40_000n, amountDue: 0n });
  expect(await accounts()).toEqual([
    { account: 'bad_debt', amount: 10_000n },
    { account: 'bank', amount: 19_000n },
    { account: 'opening_balances', amount: -29_000n },
  ]);
  expect(await violations()).toEqual([]);
  const { accounts: told } = await test().as(staff(), readStatement, { clientId });
  expect(told.find(({ currency }) => currency === 'USD')?.rows.map(({ type, balance }) => [type, balance])).toEqual([
    ['opening_balance', 69_000n],
    ['payment', 50_000n],
    ['write_off', 40_000n],
    ['opening_credit', 0n],
    ['credit', 0n],
  ]);

  const span = { from: '2024-10-01', to: '2025-02-01' };
  expect((await test().as(staff(), readTaxReport, { ...span, by: 'whole' })).rows).toEqual([]);
  expect((await test().as(staff(), readMargin, { ...span, by: 'client' })).rows).toEqual([]);
  const { kinds } = await test().as(staff(), checkAccountingExport, { target: 'quickbooks' });
  expect(kinds.map(({ kind }) => kind)).not.toContain('invoice');
  await expect(test().as(staff(), sendInvoice, { id: R1 })).rejects.toThrow(/no paper of it here/);
  const lines = [{ position: 1 }];
  await expect(test().as(staff(), createCreditNote, { id: R1, reason: 'Less', lines })).rejects.toThrow(
    /enter that credit note here/,
  );

  const again = await begin(file, 'opening_balances', 'both', 'connectwise');
  expect((await check(again)).counts).toMatchObject({ skips: 2 });
  expect((await undo(id)).counts).toEqual({ undone: 1, kept: 1, failed: 7 });
  const kept = (await rowsOf(id)).find(({ state }) => state === 'kept');
  expect(kept).toMatchObject({ title: 'R-1', problems: [{ message: expect.stringMatching(/attached/) }] });
  expect(await aging()).toEqual([]);
  expect(await violations()).toEqual([]);
  const anew = await begin(file, 'opening_balances', 'both', 'connectwise');
  expect((await check(anew)).counts).toMatchObject({ creates: 1, skips: 1 });
  expect((await run(anew)).counts).toMatchObject({ created: 1 });
  expect(await aging()).toEqual([['EUR', 23_800n, 23_800n]]);
});
