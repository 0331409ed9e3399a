import { fileStorage } from '@kelp/kernel';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  checkInvoiceForEInvoice,
  createCreditNote,
  finaliseInvoice,
  getClientEInvoice,
  getEInvoiceFile,
  getEInvoiceSettings,
  listInvoices,
  makeEInvoice,
  saveClientEInvoice,
  sendInvoice,
  startBillingRun,
  updateEInvoiceSettings,
  type EInvoiceSettings,
} from './contract';
import { billingModule } from './module';
import { startTransport } from './testing/caught-mail';
import { cutOff, openMonthEnd, work, type MonthEnd } from './testing/month-end';
import { ublFaults } from './testing/validate-ubl';

let test: TestHouse;
let scene: MonthEnd;
let sent: ReturnType<typeof startTransport>;

beforeAll(async () => {
  test = await testHouse(billingModule);
  sent = startTransport();
});
afterAll(() => test.close());
beforeEach(async () => {
  sent.splice(0);
  scene = await openMonthEnd(test);
});

const place = { street: 'Main Street 1', city: 'Chicago', postalCode: '60601', country: 'US' };
const details = {
  ...place,
  legalName: 'Acme Dental Inc.',
  vatId: '',
  registrationId: '',
  buyerReference: 'PO-7',
  endpointScheme: '',
  endpoint: '',
  isAttached: false,
};
const noNumbers = { endpointScheme: '', endpoint: '', iban: '', bic: '', email: '' };
const seller = { ...place, ...noNumbers, legalName: 'Northstar IT', vatId: 'US12345', registrationId: '12-3456789' };

const use = (mode: EInvoiceSettings['mode']) => test.as(scene.fin, updateEInvoiceSettings, { mode, seller });
const saveClient = (more: Partial<typeof details> = {}) =>
  test.as(scene.fin, saveClientEInvoice, { clientId: scene.acme, ...details, ...more });
const check = (id: string) => test.as(scene.fin, checkInvoiceForEInvoice, { id });

async function draft(): Promise<string> {
  await work(test, scene, 135);
  await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  const { rows } = await test.as(scene.fin, listInvoices, { state: 'draft', limit: 50 });
  return rows[0]?.id ?? '';
}

async function final(): Promise<string> {
  const id = await draft();
  await test.as(scene.fin, finaliseInvoice, { id });
  await settle(test);
  return id;
}

async function xmlOf(id: string): Promise<string> {
  const file = await test.as(scene.fin, getEInvoiceFile, { id });
  expect(file.contentType).toBe('application/xml');
  return Buffer.concat(await (await fileStorage().get(file.storageKey)).toArray()).toString('utf8');
}

it('makes nothing until the workspace wants e-invoices', async () => {
  await saveClient();
  const id = await final();
  expect(await check(id)).toMatchObject({ mode: 'off', state: null });
  await expect(test.as(scene.fin, getEInvoiceFile, { id })).rejects.toMatchObject({ id: 'e_invoice.none' });
});

it('writes the XML of a final document by the schema, with the parties as they were called then', async () => {
  await use('warn');
  await saveClient();
  const id = await final();
  expect(await check(id)).toEqual({ mode: 'warn', state: 'ready', problems: [], mayMake: false });
  const xml = await xmlOf(id);
  expect(await ublFaults(xml)).toEqual([]);
  for (const part of ['INV-0001', 'Acme Dental Inc.', 'PO-7', '>737.00<']) expect(xml).toContain(part);
  await saveClient({ legalName: 'Acme Later', version: 1 } as Partial<typeof details>);
  await settle(test);
  expect(await xmlOf(id)).toBe(xml);
  await expect(test.as(scene.fin, makeEInvoice, { id })).rejects.toMatchObject({ id: 'e_invoice.exists' });
});

it('keeps a draft that is no e-invoice where the workspace says so, and tells why', async () => {
  await use('block');
  const id = await draft();
  expect((await check(id)).problems.map(({ rule }) => rule)).toEqual(['BR-10', 'BR-11']);
  await expect(test.as(scene.fin, finaliseInvoice, { id })).rejects.toThrow('This is no e-invoice yet (BR-10)');
  await saveClient();
  expect((await check(id)).problems).toEqual([]);
  expect((await test.as(scene.fin, finaliseInvoice, { id })).number).toBe('INV-0001');
});

it('lets a faulty document become final where it only warns, and makes its e-invoice once it is mended', async () => {
  await use('warn');
  const id = await final();
  expect(await check(id)).toMatchObject({ state: 'faulty', mayMake: true, problems: [{ rule: 'BR-10' }, {}] });
  expect((await test.as(scene.fin, makeEInvoice, { id })).problems).toHaveLength(2);
  await saveClient();
  expect((await test.as(scene.fin, makeEInvoice, { id })).problems).toEqual([]);
  await settle(test);
  expect(await ublFaults(await xmlOf(id))).toEqual([]);
});

it('makes e-invoices of documents from before, but of no draft', async () => {
  await saveClient();
  const id = await final();
  await use('warn');
  await test.as(scene.fin, makeEInvoice, { id });
  await settle(test);
  expect((await check(id)).state).toBe('ready');
  await work(test, scene, 60, { on: '2026-10-20' });
  const open = await draft();
  await expect(test.as(scene.fin, makeEInvoice, { id: open })).rejects.toMatchObject({ id: 'e_invoice.not_final' });
});

it('writes credit notes with the number of what they take back', async () => {
  await use('warn');
  await saveClient();
  const id = await final();
  const note = { id, reason: 'Too much', lines: [{ position: 1, amount: 1000n }] };
  const { id: noteId } = await test.as(scene.fin, createCreditNote, note);
  await settle(test);
  const xml = await xmlOf(noteId);
  expect(await ublFaults(xml)).toEqual([]);
  expect(xml).toMatch(/<cac:InvoiceDocumentReference>\s*<cbc:ID>INV-0001/);
  expect(xml).toContain('<cbc:TaxExclusiveAmount currencyID="USD">10.00<');
});

it('goes with the mail of clients that want it', async () => {
  await use('warn');
  await saveClient();
  const id = await final();
  await test.as(scene.fin, sendInvoice, { id });
  await settle(test);
  expect(sent.at(-1)?.attachments.map(({ filename }) => filename)).toEqual(['INV-0001.pdf']);
  await saveClient({ isAttached: true, version: 1 } as Partial<typeof details>);
  await test.as(scene.fin, sendInvoice, { id });
  await settle(test);
  expect(sent.at(-1)?.attachments.map(({ filename }) => filename)).toEqual(['INV-0001.pdf', 'INV-0001.xml']);
});

it('keeps details of a client as they were when two save at once, and shows where empty fields come from', async () => {
  await saveClient();
  await expect(saveClient()).rejects.toMatchObject({ id: 'stale' });
  const known = await test.as(scene.fin, getClientEInvoice, { clientId: scene.acme });
  expect(known).toMatchObject({ legalName: 'Acme Dental Inc.', version: 1, fallback: { legalName: 'Acme Dental' } });
  expect((await test.as(scene.fin, getEInvoiceSettings, {})).mode).toBe('off');
  await expect(saveClient({ country: 'Germany', version: 1 } as Partial<typeof details>)).rejects.toMatchObject({
    id: 'invalid',
  });
});
