import { setTaxRate } from '@kelp/catalog';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { sql } from '@kelp/platform/db';
import {
  cancelAccountingExport,
  checkAccountingExport,
  createCreditNote,
  createDraft,
  downloadAccountingFile,
  finaliseInvoice,
  finaliseInvoices,
  getAccountingExport,
  listAccountingExports,
  listAccountingMappings,
  recordPayment,
  giveCredit,
  runAccountingExport,
  saveAccountingMappings,
  startBillingRun,
  voidInvoice,
  writeOffInvoice,
} from './contract';
import { problemsOf } from './domain/accounting/check-export';
import { mappingOf, type AccountingDocument } from './domain/accounting/documents';
import { mappedAccounts, type MappingKind, type Target } from './domain/accounting/targets';
import { billingModule } from './module';
import { openMonthEnd, work, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

const tax = 'Standard/100000/*';

async function map(target: Target, rows: [MappingKind, string, string][]): Promise<void> {
  await test.as(scene.fin, saveAccountingMappings, {
    target,
    rows: rows.map(([kind, key, value]) => ({ kind, key, value })),
  });
}
const allAccounts = mappedAccounts
  .filter((key) => key !== 'no_tax' && key !== 'late_fee')
  .map((key): [MappingKind, string, string] => ['account', key, `A ${key}`]);

async function invoice(unitPrice: string, description = 'Setup'): Promise<string> {
  const line = { description, quantity: '1', unitPrice, taxCategoryId: scene.standard };
  const { id } = await test.as(scene.fin, createDraft, { clientId: scene.acme, lines: [line] });
  await test.as(scene.fin, finaliseInvoice, { id });
  return id;
}

/** An entry of every kind of business: a run, an invoice by hand, money, credit, a void and a write-off. */
async function business(): Promise<void> {
  await work(test, scene, 60);
  const { id: runId } = await test.as(scene.fin, startBillingRun, { cutOff: '2026-11-01' });
  await settle(test);
  await test.as(scene.fin, finaliseInvoices, { runId: runId ?? '' });
  await test.as(scene.fin, voidInvoice, { id: await invoice('3000', 'Wrong'), reason: 'Wrong' });
  const paid = await invoice('20000');
  await test.as(scene.fin, recordPayment, {
    ...{
      clientId: scene.acme,
      amount: 25_000n,
      currency: 'USD',
      method: 'bank_transfer',
      provider: 'manual',
      note: '',
    },
    invoices: [{ invoiceId: paid, amount: 15_000n }],
  });
  await test.as(scene.fin, createCreditNote, { id: paid, reason: 'Some', lines: [{ position: 1, amount: 5_000n }] });
  await test.as(scene.fin, writeOffInvoice, { id: paid, amount: 1_000n, reason: 'Lost' });
  const { id: credit } = await test.as(scene.fin, giveCredit, {
    ...{ clientId: scene.acme, amount: 500n, currency: 'USD', reason: 'Sorry', serviceIds: [] },
  });
  expect(credit).toBeTruthy();
}

const parse = (csv: string): Record<string, string>[] => {
  const [head = '', ...lines] = csv.trimEnd().split('\r\n');
  const cellsOf = (line: string) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  const names = cellsOf(head);
  return lines.map((line) => Object.fromEntries(cellsOf(line).map((cell, at) => [names[at] ?? '', cell])));
};
const cents = (text: string | undefined) => Math.round(Number(text || '0') * 100);
const sum = (rows: Record<string, string>[], column: string) => rows.reduce((all, row) => all + cents(row[column]), 0);
const fileOf = (id: string, name: string) => test.as(scene.fin, downloadAccountingFile, { id, name });
const run = (target: Target, more: object = {}) =>
  test.as(scene.fin, runAccountingExport, { target, skipsProblems: false, ...more });

async function booked(account?: string): Promise<number> {
  const [row] = await test.rows<{ amount: bigint }>(
    scene.tenant,
    account
      ? sql`select coalesce(sum(amount), 0)::bigint as amount from postings where tenant_id = ${scene.tenant} and account = ${account}`
      : sql`select sum(amount)::bigint as amount from postings where tenant_id = ${scene.tenant} and amount > 0`,
  );
  return Number(row?.amount);
}

it('lists what is not mapped before anything is written, and refuses until it is', async () => {
  await business();
  const check = await test.as(scene.fin, checkAccountingExport, { target: 'journal' });
  expect(check.unmapped.map(({ key }) => key)).toEqual(
    expect.arrayContaining([
      'receivable',
      'revenue',
      'tax_payable',
      'bank',
      'credit_liability',
      'bad_debt',
      'goodwill',
    ]),
  );
  expect(check.entryCount).toBeGreaterThan(7);
  await expect(run('journal')).rejects.toMatchObject({ id: 'accounting_export.problems' });
  expect((await test.as(scene.fin, listAccountingExports, { limit: 50 })).rows).toEqual([]);
  await map('journal', allAccounts);
  const after = await test.as(scene.fin, checkAccountingExport, { target: 'journal' });
  expect(after.unmapped).toEqual([]);
  expect(after.totals).toEqual([{ currency: 'USD', debit: BigInt(await booked()) }]);
});

it('offers a field for the tax of lines that have a tax beside the tax', async () => {
  await test.as(scene.fin, setTaxRate, {
    ...{
      categoryId: scene.standard,
      place: '*',
      component: 'city',
      name: 'City tax',
      percent: '2',
      validFrom: '2024-01-01',
    },
  });
  await invoice('20000');
  const { unmapped } = await test.as(scene.fin, checkAccountingExport, { target: 'xero' });
  const { rows } = await test.as(scene.fin, listAccountingMappings, { target: 'xero' });
  const taxes = (some: readonly { kind: string; key: string }[]) =>
    some.filter(({ kind }) => kind === 'tax').map(({ key }) => key);
  expect(taxes(unmapped)).toEqual(['Standard/120000/*']);
  expect(taxes(rows)).toContain('Standard/120000/*');
});

it('writes a journal whose sums are those of the books, account by account', async () => {
  await business();
  await map('journal', [
    ...allAccounts,
    ['service', scene.server, 'A server'],
    ['payment_method', 'bank_transfer', 'A chase'],
  ]);
  const { id, errorCount } = await run('journal');
  expect(errorCount).toBe(0);
  const rows = parse((await fileOf(id, 'journal.csv')).csv);
  expect(sum(rows, 'Debit')).toBe(sum(rows, 'Credit'));
  expect(sum(rows, 'Debit')).toBeGreaterThanOrEqual(await booked());
  const balance = (account: string) => {
    const own = rows.filter((row) => row['Account'] === account);
    return sum(own, 'Debit') - sum(own, 'Credit');
  };
  expect(balance('A receivable')).toBe(await booked('receivable'));
  expect(balance('A server') + balance('A revenue')).toBe(await booked('revenue'));
  expect(balance('A server')).toBe(-40_000);
  expect(balance('A chase')).toBe(25_000);
  expect(balance('A tax_payable')).toBe(await booked('tax_payable'));
  expect(balance('A bad_debt')).toBe(1_000);
  const batch = await test.as(scene.fin, getAccountingExport, { id });
  expect(batch.totals).toEqual([{ currency: 'USD', debit: BigInt(await booked()) }]);
  expect(batch.documents.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['invoice', 'payment', 'credit_note', 'write_off', 'adjustment', 'void']),
  );
});

it('exports an entry once a system, gives the same bytes again, and is redone after a cancel', async () => {
  await business();
  await map('journal', allAccounts);
  const first = await run('journal');
  const file = await fileOf(first.id, 'journal.csv');
  await expect(run('journal')).rejects.toMatchObject({ id: 'accounting_export.nothing' });
  expect((await test.as(scene.fin, checkAccountingExport, { target: 'journal' })).entryCount).toBe(0);
  await invoice('100');
  // the invoice, and the credit that paid it
  expect((await run('journal')).entryCount).toBe(2);
  expect(await fileOf(first.id, 'journal.csv')).toEqual(file);
  await test.as(scene.fin, cancelAccountingExport, { id: first.id });
  await expect(test.as(scene.fin, cancelAccountingExport, { id: first.id })).rejects.toMatchObject({
    id: 'accounting_export.cancelled',
  });
  const again = await run('journal');
  expect(again.entryCount).toBe(first.entryCount);
  expect((await fileOf(again.id, 'journal.csv')).csv).toBe(file.csv);
  const states = (await test.as(scene.fin, getAccountingExport, { id: first.id })).documents.map(({ state }) => state);
  expect(new Set(states)).toEqual(new Set(['cancelled']));
});

it('takes two exports at once for one', async () => {
  await business();
  await map('journal', allAccounts);
  const results = await Promise.allSettled([run('journal'), run('journal')]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('gives QuickBooks invoices by product and everything else as a journal', async () => {
  await business();
  await map('quickbooks', [...allAccounts, ['item', 'other', 'Services'], ['tax', tax, 'TAX']]);
  const check = await test.as(scene.fin, checkAccountingExport, { target: 'quickbooks' });
  expect(check.unmapped.map(({ kind, name }) => [kind, name])).toEqual(
    expect.arrayContaining([
      ['item', 'Managed server'],
      ['item', 'Remote support'],
    ]),
  );
  await map('quickbooks', [
    ['item', scene.server, 'Server'],
    ['item', scene.remote, 'Remote'],
    ['client', scene.acme, 'ACME Inc.'],
  ]);
  const { id } = await run('quickbooks');
  const lines = parse((await fileOf(id, 'quickbooks-invoices.csv')).csv);
  expect(lines.map((row) => row['Item(Product/Service)'])).toEqual(['Server', 'Remote', 'Services', 'Services']);
  expect(lines[0]).toMatchObject({
    '*Customer': 'ACME Inc.',
    '*ItemAmount': '400.00',
    ItemTaxAmount: '40.00',
    ItemTaxCode: 'TAX',
  });
  const journal = parse((await fileOf(id, 'quickbooks-journal.csv')).csv);
  expect(sum(journal, '*Debits')).toBe(sum(journal, '*Credits'));
  expect(sum(lines, '*ItemAmount') + sum(lines, 'ItemTaxAmount') + sum(journal, '*Debits')).toBe(await booked());
});

it('gives Xero invoices with their tax types, and leaves what it cannot take for a person', async () => {
  await business();
  await map('xero', [...allAccounts, ['tax', tax, 'OUTPUT'], ['account', 'no_tax', 'Tax Exempt']]);
  const { id, entryCount } = await run('xero', { skipsProblems: true });
  expect(entryCount).toBeGreaterThan(0);
  const lines = parse((await fileOf(id, 'xero-invoices.csv')).csv);
  expect(lines[0]).toMatchObject({
    '*AccountCode': 'A revenue',
    '*TaxType': 'OUTPUT',
    '*UnitAmount': '400.00',
    TaxAmount: '40.00',
  });
  const journal = parse((await fileOf(id, 'xero-journals.csv')).csv);
  expect(sum(journal, '*Amount')).toBe(0);
  expect(journal.every((row) => row['*TaxRate'] === 'Tax Exempt')).toBe(true);
  const payment: AccountingDocument = {
    ...{
      entryId: id,
      kind: 'payment',
      reference: 'P',
      date: '2026-11-02',
      dueDate: '2026-11-02',
      method: null,
      lines: [],
    },
    ...{ client: { id: scene.acme, name: 'Acme' }, currency: 'EUR', postings: [] },
  };
  expect(problemsOf([payment], 'xero', mappingOf([]), 'USD')).toMatchObject([
    { refusal: expect.stringContaining('USD') },
  ]);
});

it('leaves what is not mapped with its reason, and takes it in the next export', async () => {
  await business();
  await map(
    'journal',
    allAccounts.filter(([, key]) => key !== 'bad_debt'),
  );
  const { id, errorCount } = await run('journal', { skipsProblems: true });
  expect(errorCount).toBe(1);
  const [faulty] = (await test.as(scene.fin, getAccountingExport, { id })).documents;
  expect(faulty).toMatchObject({ kind: 'write_off', state: 'error', problem: 'Not mapped: bad_debt.' });
  await map('journal', [['account', 'bad_debt', '6900']]);
  expect(await run('journal')).toMatchObject({ entryCount: 1, errorCount: 0 });
});

it('keeps formulas harmless, and takes the days it is told', async () => {
  await invoice('1000', '=HYPERLINK("http://evil")');
  await map('journal', allAccounts);
  const early = await test.as(scene.fin, checkAccountingExport, { target: 'journal', to: '2026-11-01' });
  expect(early.entryCount).toBe(0);
  const { id } = await run('journal', { from: '2026-11-02', to: '2026-11-02' });
  const { csv } = await fileOf(id, 'journal.csv');
  expect(csv).toContain(`"'=HYPERLINK(""http://evil"")"`);
  expect(csv).not.toMatch(/(^|,)"?=/m);
});

it('lists what can be mapped, takes a word away, and is for those who may', async () => {
  await business();
  await map('journal', [['account', 'revenue', '4000']]);
  const { rows } = await test.as(scene.fin, listAccountingMappings, { target: 'journal' });
  expect(rows.find(({ key }) => key === 'revenue')?.value).toBe('4000');
  expect(rows.find(({ key }) => key === tax)?.name).toBe('Tax 10 %, *');
  await map('journal', [['account', 'revenue', '']]);
  const left = (await test.as(scene.fin, listAccountingMappings, { target: 'journal' })).rows;
  expect(left.every(({ value }) => value === '')).toBe(true);
  const reader = callerWith(scene.tenant, ['accounting_export.read']);
  await expect(test.as(reader, saveAccountingMappings, { target: 'journal', rows: [] })).rejects.toMatchObject({
    id: 'forbidden',
  });
  await expect(test.as(reader, runAccountingExport, { target: 'journal', skipsProblems: false })).rejects.toMatchObject(
    {
      id: 'forbidden',
    },
  );
});
