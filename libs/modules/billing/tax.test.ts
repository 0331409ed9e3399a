import { createTaxCategory, createTaxPlace, setTaxHoliday, setTaxRate, updateTaxSettings } from '@kelp/catalog';
import { addLocation } from '@kelp/clients';
import { saveBillingProfile, updateContract } from '@kelp/contracts';
import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  addDraftLine,
  addExemption,
  billingInvariants,
  changeDraftLine,
  correctInvoice,
  createCreditNote,
  createDraft,
  exportTaxReport,
  finaliseInvoice,
  getClientTax,
  getInvoice,
  listInvoices,
  listTaxedDocuments,
  previewBilling,
  readTaxReport,
  setVatNumber,
  startBillingRun,
} from './contract';
import { billingModule } from './module';
import { cutOff, openMonthEnd, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let standard: string;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
  standard = scene.standard;
});

const read = (id: string) => test.as(scene.fin, getInvoice, { id });
const violations = async () => (await test.as(scene.fin, billingInvariants, {})).violations;
const rate = (percent: string, more: object = {}) =>
  test.as(scene.fin, setTaxRate, { categoryId: standard, place: '*', name: 'Tax', percent, ...more });

/** Colorado and Denver, with a tax each; Acme lives in Denver. */
async function denver(): Promise<void> {
  const place = (code: string, name: string, kind: 'country' | 'region' | 'city', parentId: string | null) =>
    test.as(scene.fin, createTaxPlace, { code, name, kind, parentId, aliases: [], postalCodes: [] });
  const us = await place('US', 'United States', 'country', null);
  const co = await place('US-CO', 'Colorado', 'region', us.id);
  await place('US-CO-Denver', 'Denver', 'city', co.id);
  const from = { validFrom: '2024-01-01' };
  await rate('2.9', { place: 'US-CO', component: 'state', name: 'State tax', ...from });
  await rate('4.81', { place: 'US-CO-Denver', component: 'city', name: 'City tax', position: 1, ...from });
  await test.as(scene.fin, addLocation, {
    clientId: scene.acme,
    name: 'Office',
    line1: '1 Main Street',
    city: 'Denver',
    region: 'CO',
    postalCode: '80202',
    country: 'US',
    isDefault: true,
  });
}

async function runDraft(): Promise<string> {
  await test.as(scene.fin, startBillingRun, { cutOff, clientIds: [scene.acme] });
  await settle(test);
  const { rows } = await test.as(scene.fin, listInvoices, { state: 'draft', limit: 50 });
  return rows[0]?.id ?? '';
}

async function finalInvoice(): Promise<string> {
  const id = await runDraft();
  await test.as(scene.fin, finaliseInvoice, { id });
  return id;
}

describe('places', () => {
  it('finds the taxes of a client by the address, the same in preview, run and by hand', async () => {
    await denver();
    const wanted = [
      { component: 'city', place: 'US-CO-Denver', name: 'City tax', base: 40_000n, tax: 1924n, code: 'S' },
      { component: 'state', place: 'US-CO', name: 'State tax', base: 40_000n, tax: 1160n, code: 'S' },
    ];
    const byComponent = <T extends { component: string }>(taxes: T[]) =>
      [...taxes].sort((a, b) => (a.component < b.component ? -1 : 1));
    const { documents } = await test.as(scene.fin, previewBilling, { clientId: scene.acme, cutOff });
    expect(byComponent(documents[0]?.taxes ?? [])).toMatchObject(wanted);
    const id = await finalInvoice();
    const invoice = await read(id);
    expect(byComponent(invoice.taxes)).toMatchObject(wanted);
    expect(invoice.lines[0]?.taxSteps[0]).toBe('Taxed by the rates of 2026-10-31, the last day of service.');
    const line = { description: 'Cable', quantity: '1', unitPrice: '40000', taxCategoryId: standard };
    const written = await test.as(scene.fin, createDraft, { clientId: scene.acme, lines: [line] });
    expect(byComponent((await read(written.id)).taxes)).toMatchObject(wanted);
    expect(await test.as(scene.fin, getClientTax, { clientId: scene.acme })).toMatchObject({
      profiles: [{ places: ['US-CO-Denver', 'US-CO', 'US'], isByAddress: true }],
    });
    expect(await violations()).toEqual([]);
  });

  it('follows the workspace in point and rounding, until a profile has its own', async () => {
    await rate('20', { validFrom: '2026-11-01' });
    expect((await read(await runDraft())).tax).toBe(4000n);
    const tax = async () =>
      (await test.as(scene.fin, previewBilling, { clientId: scene.acme, cutOff: '2026-12-01' })).documents[0]?.taxes;
    await test.as(scene.fin, updateTaxSettings, { point: 'delivery', rounding: 'line' });
    const { profiles } = await test.as(scene.fin, getClientTax, { clientId: scene.acme });
    expect(profiles).toMatchObject([{ taxPoint: 'delivery', taxRounding: 'line' }]);
    await test.as(scene.fin, saveBillingProfile, {
      id: profiles[0]?.id,
      clientId: scene.acme,
      taxPoint: 'invoice_date',
    });
    expect(await tax()).toMatchObject([{ ratePpm: 200_000 }]);
  });
});

describe('credit notes and corrections mirror what was billed', () => {
  it('takes every component back at its rate, and all of it in the end', async () => {
    await denver();
    const id = await finalInvoice();
    await rate('9', { place: 'US-CO', component: 'state', name: 'State tax', validFrom: '2026-11-01' });
    const credit = (lines: { position: number; amount?: bigint }[]) =>
      test.as(scene.fin, createCreditNote, { id, reason: 'Agreed', lines });
    const first = await credit([{ position: 1, amount: 13_333n }]);
    expect((await read(first.id)).taxes).toMatchObject([
      { component: 'state', ratePpm: 29_000, base: -13_333n, tax: -387n },
      { component: 'city', ratePpm: 48_100, base: -13_333n, tax: -641n },
    ]);
    const rest = await credit([{ position: 1 }]);
    expect(first.total + rest.total).toBe(-(await read(id)).total);
    const left = await test.rows<{ tax: bigint }>(
      scene.tenant,
      sql`select sum(tax)::bigint as tax from invoice_taxes where tenant_id = ${scene.tenant} group by component`,
    );
    expect(left).toEqual([{ tax: 0n }, { tax: 0n }]);
    expect(await violations()).toEqual([]);
  });

  it('bills again at the rates of the invoice, not at those of today, unless the tax was wrong', async () => {
    const id = await finalInvoice();
    expect((await read(id)).tax).toBe(4000n);
    // Somebody has put the table right since then.
    await rate('20', { validFrom: '2024-01-01' });
    const { draftId } = await test.as(scene.fin, correctInvoice, { id, cause: 'price', note: '' });
    const draft = await read(draftId);
    expect(draft.tax).toBe(4000n);
    await test.as(scene.fin, changeDraftLine, { id: draftId, position: 1, unitPrice: '30000', version: draft.version });
    expect(await read(draftId)).toMatchObject({ net: 30_000n, tax: 3000n });
    await test.as(scene.fin, finaliseInvoice, { id: draftId });
    const again = await test.as(scene.fin, correctInvoice, { id: draftId, cause: 'tax', note: '' });
    expect(await read(again.draftId)).toMatchObject({ net: 30_000n, tax: 6000n });
    expect(await violations()).toEqual([]);
  });

  it('taxes a category that was not on the invoice by the tables', async () => {
    const id = await finalInvoice();
    const books = await test.as(scene.fin, createTaxCategory, { name: 'Books', isExempt: false });
    const { draftId } = await test.as(scene.fin, correctInvoice, { id, cause: 'quantity', note: '' });
    const line = { description: 'Manual', quantity: '1', unitPrice: '1000', taxCategoryId: books.id };
    await expect(test.as(scene.fin, addDraftLine, { id: draftId, line })).rejects.toMatchObject({
      id: 'invoice.tax_rate_missing',
    });
    await rate('5', { categoryId: books.id, validFrom: '2024-01-01' });
    await test.as(scene.fin, addDraftLine, { id: draftId, line });
    expect((await read(draftId)).tax).toBe(4050n);
  });
});

describe('what frees from tax', () => {
  it('charges nothing under a certificate and prints its number; after it full tax and a warning', async () => {
    const certificate = {
      clientId: scene.acme,
      certificate: 'TX-99',
      reason: 'Resale',
      reasonCode: '',
      categoryId: null,
    };
    const { id } = await test.as(scene.fin, addExemption, {
      ...certificate,
      ...{ place: null, validFrom: '2026-01-01', validTo: '2026-11-20' },
    });
    expect(id).toBeTruthy();
    const { documents } = await test.as(scene.fin, previewBilling, { clientId: scene.acme, cutOff });
    expect(documents[0]).toMatchObject({
      tax: 0n,
      taxes: [{ code: 'E', reason: 'Resale', evidence: 'TX-99', ratePpm: 0 }],
      warnings: [{ code: 'exemption_expiring' }],
    });
    const later = await test.as(scene.fin, previewBilling, { clientId: scene.acme, cutOff: '2026-12-01' });
    expect(later.documents[0]?.taxes.map(({ tax }) => tax)).toEqual([0n, 4000n]);
    await expect(
      test.as(scene.fin, addExemption, { ...certificate, place: null, validFrom: '2026-01-01', validTo: null }),
    ).rejects.toMatchObject({ message: expect.stringContaining('already') as string });
  });

  it('leaves the tax to the recipient where the numbers allow it', async () => {
    const number = { clientId: scene.acme, number: 'ATU 12345678', isReverseCharge: true, validFrom: '2026-01-01' };
    await expect(test.as(scene.fin, setVatNumber, number)).rejects.toMatchObject({
      message: expect.stringContaining('tax settings') as string,
    });
    await test.as(scene.fin, updateTaxSettings, { sellerCountry: 'AT' });
    await expect(test.as(scene.fin, setVatNumber, number)).rejects.toMatchObject({
      message: expect.stringContaining('same country') as string,
    });
    await test.as(scene.fin, updateTaxSettings, { sellerCountry: 'DE' });
    await test.as(scene.fin, setVatNumber, number);
    const invoice = await read(await finalInvoice());
    expect(invoice).toMatchObject({
      tax: 0n,
      taxes: [{ code: 'AE', reasonCode: 'VATEX-EU-AE', evidence: 'ATU12345678', base: 40_000n }],
    });
    await expect(test.as(scene.fin, setVatNumber, { ...number, number: 'AT12345678' })).rejects.toMatchObject({
      message: expect.stringContaining('AT') as string,
    });
    expect(await violations()).toEqual([]);
  });
});

it('takes the tax out of the prices of a contract and of a line by hand', async () => {
  await test.as(scene.fin, updateContract, { id: scene.contractId, pricesIncludeTax: true });
  const id = await runDraft();
  expect(await read(id)).toMatchObject({ net: 36_364n, tax: 3636n, total: 40_000n });
  expect((await read(id)).lines[0]).toMatchObject({ includesTax: true, gross: 40_000n, net: 36_364n });
  const line = { description: 'Cable', quantity: '1', unitPrice: '1100', taxCategoryId: standard, includesTax: true };
  await test.as(scene.fin, addDraftLine, { id, line });
  expect(await read(id)).toMatchObject({ total: 41_100n, tax: 3736n });
  await test.as(scene.fin, finaliseInvoice, { id });
  const note = await test.as(scene.fin, createCreditNote, { id, reason: 'Back', lines: [{ position: 2 }] });
  expect(note.total).toBe(-1100n);
  expect(await violations()).toEqual([]);
});

it('charges nothing on a holiday, which is cut out of the rate', async () => {
  await test.as(scene.fin, setTaxHoliday, {
    categoryId: standard,
    place: '*',
    reason: 'Back to school',
    from: '2026-10-30',
    to: '2026-11-02',
  });
  expect((await read(await runDraft())).taxes).toMatchObject([{ ratePpm: 0, reason: 'Back to school', code: 'Z' }]);
});

it('reports what was taxed, opens its documents and gives them as CSV', async () => {
  await denver();
  const id = await finalInvoice();
  await test.as(scene.fin, createCreditNote, { id, reason: 'Too much', lines: [{ position: 1, amount: 10_000n }] });
  const span = { from: '2026-11-01', to: '2026-12-01' };
  const { rows, totals } = await test.as(scene.fin, readTaxReport, { ...span, by: 'month' });
  expect(rows).toMatchObject([
    { period: '2026-11-01', place: 'US-CO', component: 'state', base: 30_000n, tax: 870n, documents: 2 },
    { place: 'US-CO-Denver', component: 'city', base: 30_000n, tax: 1443n, documents: 2 },
  ]);
  expect(totals).toMatchObject([{ currency: 'USD', tax: 2313n }]);
  const [first] = rows;
  if (!first) throw new Error('The report has rows.');
  const { currency, category, component, place, ratePpm, code } = first;
  const key = { currency, category, component, place, ratePpm, code };
  const { documents } = await test.as(scene.fin, listTaxedDocuments, { ...span, ...key });
  expect(documents.map(({ kind, base, tax }) => ({ kind, base, tax }))).toEqual([
    { kind: 'credit_note', base: -10_000n, tax: -290n },
    { kind: 'invoice', base: 40_000n, tax: 1160n },
  ]);
  const { csv } = await test.as(scene.fin, exportTaxReport, { ...span, by: 'whole' });
  expect(csv).toContain('US-CO,Standard,state,State tax,S,2.9 %,,USD,300.00,8.70,2');
  const none = await test.as(scene.fin, readTaxReport, { from: '2026-10-01', to: '2026-11-01', by: 'whole' });
  expect(none).toMatchObject({ rows: [], totals: [] });
});
