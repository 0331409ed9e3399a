import {
  createContract,
  createMeter,
  getBillingProfiles,
  recordUsage,
  saveBillingProfile,
  updateContract,
} from '@kelp/contracts';
import { createClient } from '@kelp/clients';
import { testHouse, type TestHouse } from '@kelp/testing';
import {
  applyCreditTo,
  createCreditNote,
  exportTransactions,
  getInvoice,
  giveCredit,
  listCredits,
  listOpenItems,
  listTransactions,
  readAging,
  readStatement,
  recordPayment,
} from './contract';
import { eInvoiceOf } from './domain/e-invoice';
import { paperOf } from './domain/paper';
import { standardTemplates } from './domain/standard-templates';
import { ublOf } from './domain/ubl';
import { loadEInvoices } from './load/e-invoice-sources';
import { billingModule } from './module';
import { readPrinted } from './pdf/read-printed';
import { ledgerOf } from './testing/billed';
import { openMonthEnd, work, type MonthEnd } from './testing/month-end';

/** A workspace in USD that bills clients in other currencies, from contract to statement. */
let test: TestHouse;
let scene: MonthEnd;
let meter: string;
beforeAll(async () => {
  test = await testHouse(billingModule);
  scene = await openMonthEnd(test);
  const storage = { name: 'Storage', unit: 'GB', aggregate: 'sum' as const, serviceId: scene.server };
  meter = (await test.as(scene.fin, createMeter, storage)).id;
});
afterAll(() => test.close());

interface Prices {
  currency: string;
  fee: string;
  hour: string;
  gigabyte: string;
}

async function contractIn(clientId: string, { currency, fee, hour, gigabyte }: Prices) {
  const usage = { kind: 'usage', serviceId: scene.server, meterId: meter };
  const minutes = { minimumMinutes: 0, incrementMinutes: 1, roundingScope: 'entry' };
  const contract = {
    ...{ clientId, name: `Essential ${currency}`, currency, startsOn: '2026-10-10' },
    anchor: { kind: 'day', dayOfMonth: 1 },
    lines: [
      { kind: 'fixed', serviceId: scene.server, price: fee, timing: 'arrears' },
      { kind: 'hourly', serviceId: scene.remote, hourlyRate: hour, ...minutes },
      ...(gigabyte === '' ? [] : [{ ...usage, pricing: { kind: 'unit', unitPrice: gigabyte } }]),
    ],
  };
  return test.as(scene.fin, createContract, createContract.input.parse(contract));
}

async function clientIn(prices: Prices, name = `Client in ${prices.currency}`) {
  const { id } = await test.as(scene.fin, createClient, { name, domains: [] });
  const contract = await contractIn(id, prices);
  const [profile] = (await test.as(scene.fin, getBillingProfiles, { clientId: id })).profiles;
  const address = { address: '1 Main Street', requiresAddress: false };
  await test.as(scene.fin, saveBillingProfile, { id: profile?.id ?? '', clientId: id, ...address });
  return { id, contractId: contract.id, profileId: profile?.id ?? '' };
}

async function used(clientId: string, quantity: string, eventId = clientId) {
  const rows = [{ client: clientId, eventId, on: '2026-10-20', quantity }];
  await test.as(scene.fin, recordUsage, recordUsage.input.parse({ id: meter, source: 'api', rows }));
}

const payment = (
  clientId: string,
  currency: string,
  amount: bigint,
  invoices: { invoiceId: string; amount: bigint }[],
) => ({
  ...{ clientId, currency, amount, method: 'bank_transfer' as const, provider: 'manual', note: '' },
  invoices,
});

const euro = { currency: 'EUR', fee: '40000', hour: '8500', gigabyte: '0.5' };
const yen = { currency: 'JPY', fee: '29800', hour: '9000', gigabyte: '0.4' };
const dinar = { currency: 'KWD', fee: '45500', hour: '12345', gigabyte: '1.25' };

it.each([
  // Fee × 22 of 31 days; 20 minutes of an hour; 333 units; each rounded once. Then 10 % tax, rounded once.
  [euro, [28_387n, 2833n, 167n], 3139n, '€345.26', '345.26'],
  [yen, [21_148n, 3000n, 133n], 2428n, '¥26,709', '26709'],
  [dinar, [32_290n, 4115n, 416n], 3682n, 'KWD 40.503', '40.503'],
] as const)(
  'bills, prints, is paid and stated in the digits of its currency: %j',
  async (prices, nets, tax, shown, plain) => {
    const { currency } = prices;
    const { id: clientId } = await clientIn(prices);
    await work(test, scene, 20, { clientId });
    await used(clientId, '333');
    const ledger = ledgerOf(test, scene, clientId);
    expect((await ledger.preview('2026-11-01')).map(({ net }) => net).sort()).toEqual([...nets].sort());
    const invoiceId = (await ledger.bill('2026-11-01')) ?? '';
    const net = nets.reduce((sum, one) => sum + one, 0n);
    const total = net + tax;
    const invoice = await test.as(scene.fin, getInvoice, { id: invoiceId });
    expect(invoice).toMatchObject({ currency, net, tax, total, amountDue: total });
    const [printed, source] = await test.inside(scene.tenant, async (ctx) => [
      await readPrinted(ctx, invoiceId),
      (await loadEInvoices(ctx, [invoiceId]))[0],
    ]);
    const paper = JSON.stringify(paperOf(printed, standardTemplates.standard.design)).replaceAll('\u00a0', ' ');
    expect(paper).toContain(shown);
    if (!source) throw new Error('The invoice is there.');
    expect(ublOf(eInvoiceOf(source.source, source.parties))).toContain(
      `<cbc:PayableAmount currencyID="${currency}">${plain}</cbc:PayableAmount>`,
    );

    const dollars = payment(clientId, 'USD', total, [{ invoiceId, amount: total }]);
    await expect(test.as(scene.fin, recordPayment, dollars)).rejects.toMatchObject({ message: expect.any(String) });
    await test.as(scene.fin, recordPayment, payment(clientId, currency, 1000n, [{ invoiceId, amount: 1000n }]));
    const half = { id: invoiceId, reason: 'Outage', lines: [{ position: 1, amount: 1001n }] };
    const note = await test.as(scene.fin, createCreditNote, half);
    expect((await test.as(scene.fin, getInvoice, { id: note.id })).currency).toBe(currency);
    const left = total - 1000n + note.total;
    expect(await test.as(scene.fin, getInvoice, { id: invoiceId })).toMatchObject({ amountDue: left });

    const { rows, totals } = await test.as(scene.fin, readAging, { on: '2026-11-02' });
    expect(rows.filter(({ client }) => client.id === clientId)).toMatchObject([{ currency, total: left }]);
    expect(totals.find((one) => one.currency === currency)?.total).toBe(left);
    const asked = { clientId, from: '2026-11-01', to: '2026-11-30' };
    const { accounts } = await test.as(scene.fin, readStatement, asked);
    expect(accounts.map((account) => [account.currency, account.closing])).toEqual([[currency, left]]);
    const moves = await test.as(scene.fin, listTransactions, { clientId, limit: 50 });
    expect(new Set(moves.rows.map((row) => row.currency))).toEqual(new Set([currency]));
    expect(await ledger.violations()).toEqual([]);
  },
);

it('keeps the currencies of one client apart: invoices, credit, aging, statement, transactions', async () => {
  const { id: clientId, profileId } = await clientIn(euro, 'Both Worlds');
  // A client has one line of a meter at a time.
  await contractIn(clientId, { ...yen, gigabyte: '' });
  const ledger = ledgerOf(test, scene, clientId);
  await ledger.bill('2026-11-01');
  await ledger.bill('2026-11-01');
  const open = async (currency: string) =>
    (await test.as(scene.fin, listOpenItems, { on: '2026-11-30', currency, limit: 50 })).rows.filter(
      ({ client }) => client.id === clientId,
    );
  const [[inEuro], [inYen]] = [await open('EUR'), await open('JPY')];
  // 28,387 and 21,148 with ten percent.
  expect([inEuro?.amountDue, inYen?.amountDue]).toEqual([31_226n, 23_263n]);
  const yenInvoice = inYen?.id ?? '';

  await test.as(
    scene.fin,
    giveCredit,
    giveCredit.input.parse({ clientId, amount: '5000', currency: 'EUR', reason: 'Sorry' }),
  );
  await expect(test.as(scene.fin, applyCreditTo, { invoiceId: yenInvoice })).rejects.toThrow('it must be in JPY');
  await test.as(
    scene.fin,
    recordPayment,
    payment(clientId, 'JPY', 30_000n, [{ invoiceId: yenInvoice, amount: 23_263n }]),
  );
  const credits = (await test.as(scene.fin, listCredits, { clientId, limit: 50 })).rows;
  expect(credits.map(({ currency, remaining }) => [currency, remaining]).sort()).toEqual([
    ['EUR', 5000n],
    ['JPY', 6737n],
  ]);
  expect((await open('EUR'))[0]?.amountDue).toBe(31_226n);

  const { accounts } = await test.as(scene.fin, readStatement, { clientId, from: '2026-11-01', to: '2026-11-30' });
  expect(accounts.map(({ currency }) => currency).sort()).toEqual(['EUR', 'JPY']);
  const aged = (await test.as(scene.fin, readAging, { on: '2026-11-30' })).rows;
  expect(aged.filter(({ client }) => client.id === clientId).map(({ currency, total }) => [currency, total])).toEqual([
    ['EUR', 31_226n],
  ]);
  expect(await test.as(scene.fin, exportTransactions, { clientId })).toBeTruthy();
  expect(await ledger.violations()).toEqual([]);

  const profile = { id: profileId, clientId, currency: 'CHF' };
  await expect(test.as(scene.fin, saveBillingProfile, profile)).rejects.toMatchObject({
    id: 'billing_profile.currency_in_use',
  });
});

it('refuses another currency for what is billed, and tells the way out', async () => {
  const { id: clientId } = await test.as(scene.fin, createClient, { name: 'No Contract', domains: [] });
  const facts = { clientId, name: 'Standard', currency: 'USD', requiresAddress: false };
  const { id } = await test.as(scene.fin, saveBillingProfile, facts);
  await test.as(scene.fin, saveBillingProfile, { id, clientId, currency: 'EUR' });
  await work(test, scene, 60, { clientId, serviceId: scene.onsite });
  await test.as(scene.fin, saveBillingProfile, { id, clientId, currency: 'USD' });
  expect(await ledgerOf(test, scene, clientId).bill('2026-11-01')).toBeTruthy();
  const change = test.as(scene.fin, saveBillingProfile, { id, clientId, currency: 'EUR' });
  await expect(change).rejects.toMatchObject({
    id: 'billing_profile.currency_billed',
    message: 'Invoices in USD stand on this profile. Make a second profile for EUR, and a contract in it.',
  });

  const { contractId } = await clientIn(euro, 'Wants Dollars');
  const dollars = test.as(scene.fin, updateContract, { id: contractId, currency: 'USD' });
  await expect(dollars).rejects.toMatchObject({
    id: 'contract.currency_in_use',
    message: 'Essential EUR is priced in EUR. End it, and make a contract in USD from that day on.',
  });
  const empty = await test.as(
    scene.fin,
    createContract,
    createContract.input.parse({ clientId, name: 'Empty', currency: 'USD', startsOn: '2026-10-01', isDraft: true }),
  );
  await test.as(scene.fin, updateContract, { id: empty.id, currency: 'JPY' });
  const { profiles } = await test.as(scene.fin, getBillingProfiles, { clientId });
  expect(profiles.map(({ currency }) => currency).sort()).toEqual(['JPY', 'USD']);
});
