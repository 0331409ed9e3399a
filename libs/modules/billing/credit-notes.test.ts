import { startTransport } from './testing/caught-mail';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  billingInvariants,
  changeDraftLine,
  correctInvoice,
  createCreditNote,
  creditableLines,
  finaliseInvoice,
  getInvoice,
  getInvoicePdf,
  listCredits,
  listInvoices,
  recordPayment,
  sendInvoice,
  startBillingRun,
  takeBackCredit,
  toBill,
  voidInvoice,
} from './contract';
import { billingModule } from './module';
import { cutOff, openMonthEnd, work, type MonthEnd } from './testing/month-end';

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

const read = (id: string) => test.as(scene.fin, getInvoice, { id });
const violations = async () => (await test.as(scene.fin, billingInvariants, {})).violations;
const credit = (id: string, lines: object[], reason = 'Agreed on the phone') =>
  test.as(scene.fin, createCreditNote, { id, reason, lines: lines as { position: number }[] });
const credits = () => test.as(scene.fin, listCredits, { clientId: scene.acme, limit: 50 });

/** Fixed 400.00 and 2:15 h at 120.00, 10 % tax: 737.00 in all. */
async function finalInvoice(): Promise<string> {
  await work(test, scene, 130);
  await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  const { rows } = await test.as(scene.fin, listInvoices, { state: 'draft', limit: 50 });
  const id = rows[0]?.id ?? '';
  await test.as(scene.fin, finaliseInvoice, { id });
  return id;
}

const pay = (amount: bigint) =>
  test.as(scene.fin, recordPayment, {
    clientId: scene.acme,
    amount,
    currency: 'USD',
    method: 'bank_transfer',
    provider: 'manual',
    note: '',
    purpose: 'payment',
  });

describe('a credit note', () => {
  it('has a number of its own series, lowers what is owed, and is drawn and mailed like an invoice', async () => {
    const id = await finalInvoice();
    const note = await credit(id, [{ position: 1, amount: 10000n }]);
    expect(note).toMatchObject({ number: 'CN-0001', total: -11_000n, applied: 11_000n, credit: 0n });
    expect(await read(id)).toMatchObject({
      total: 73_700n,
      amountDue: 62_700n,
      paymentState: 'partly_paid',
      creditUsed: 11_000n,
      creditNotes: [{ number: 'CN-0001', total: -11_000n }],
    });
    await settle(test);
    expect(await read(note.id)).toMatchObject({
      kind: 'credit_note',
      state: 'final',
      amountDue: 0n,
      paymentState: null,
      credits: { number: 'INV-0001' },
      creditReason: 'Agreed on the phone',
      pdfState: 'ready',
    });
    expect((await test.as(scene.fin, getInvoicePdf, { id: note.id })).filename).toBe('CN-0001.pdf');
    await test.as(scene.fin, sendInvoice, { id: note.id });
    await settle(test);
    expect(sent).toMatchObject([{ subject: expect.stringContaining('Credit note CN-0001 from') }]);
    expect(await violations()).toEqual([]);
  });

  it('becomes credit of the client as far as the invoice is paid', async () => {
    const id = await finalInvoice();
    await pay(73_700n);
    const note = await credit(id, [{ position: 2, quantity: '45' }]);
    expect(note).toMatchObject({ total: -9900n, applied: 0n, credit: 9900n });
    expect(await credits()).toMatchObject({
      balances: [{ currency: 'USD', remaining: 9900n }],
      rows: [{ source: 'credit_note', document: { number: 'CN-0001' }, remaining: 9900n }],
    });
    expect(await violations()).toEqual([]);
  });

  it('never takes back more than is left, the last one takes the rest of the tax, and two at once cannot both have it', async () => {
    const id = await finalInvoice();
    await credit(id, [{ position: 1, amount: 13333n }]);
    await credit(id, [{ position: 1, amount: 13333n }]);
    await expect(credit(id, [{ position: 1, amount: 13335n }])).rejects.toThrow(/At most 133\.34 USD is left/);
    const tries = await Promise.allSettled([credit(id, [{ position: 1 }]), credit(id, [{ position: 1 }])]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { lines } = await test.as(scene.fin, creditableLines, { id });
    expect(lines[0]).toMatchObject({ net: 40_000n, tax: 4000n, leftNet: 0n, leftTax: 0n });
    const { rows } = await test.as(scene.fin, listInvoices, { kind: 'credit_note', limit: 50 });
    expect(rows.map(({ number }) => number).sort()).toEqual(['CN-0001', 'CN-0002', 'CN-0003']);
    expect(rows.reduce((sum, { tax }) => sum + tax, 0n)).toBe(-4000n);
    expect(await violations()).toEqual([]);
  });

  it('keeps its invoice from being voided, and is voided itself only while its credit is unused', async () => {
    const id = await finalInvoice();
    const note = await credit(id, [{ position: 1 }]);
    await expect(test.as(scene.fin, voidInvoice, { id, reason: 'Wrong' })).rejects.toThrow(/CN-0001 has credited some/);
    await expect(test.as(scene.fin, voidInvoice, { id: note.id, reason: 'Wrong' })).rejects.toThrow(/is in use/);
    const use = (await read(id)).creditUses[0]?.id ?? '';
    await test.as(scene.fin, takeBackCredit, { useId: use });
    await test.as(scene.fin, voidInvoice, { id: note.id, reason: 'Wrong' });
    expect(await read(id)).toMatchObject({ amountDue: 73_700n, creditNotes: [] });
    expect((await credits()).balances).toEqual([]);
    expect(await violations()).toEqual([]);
    await credit(id, [{ position: 1 }]);
    expect(await violations()).toEqual([]);
  });

  it('is refused for a draft, a void invoice and another credit note', async () => {
    const id = await finalInvoice();
    const note = await credit(id, [{ position: 1, amount: 100n }]);
    await expect(credit(note.id, [{ position: 1 }])).rejects.toThrow(/is a credit note/);
    await expect(
      test.as(scene.fin, createCreditNote, { id, reason: 'x', lines: [{ position: 1, amount: 1n, quantity: '1' }] }),
    ).rejects.toMatchObject({ id: 'invalid' });
  });
});

describe('a correction', () => {
  it('credits the whole invoice and drafts it again in one act; only the cause differs, and paid money follows', async () => {
    const id = await finalInvoice();
    await pay(73_700n);
    const made = await test.as(scene.fin, correctInvoice, { id, cause: 'price', note: 'Agreed 100 an hour' });
    const draft = await read(made.draftId);
    expect(draft).toMatchObject({ state: 'draft', total: 73_700n, corrects: { number: 'INV-0001' } });
    const before = await read(id);
    expect(before).toMatchObject({
      amountDue: 0n,
      creditNotes: [{ number: 'CN-0001', total: -73_700n }],
      corrections: [{ id: made.draftId, number: null }],
    });
    expect(draft.lines.map(({ net, explanation }) => [net, explanation])).toEqual(
      before.lines.map(({ net, explanation }) => [net, explanation]),
    );
    const time = draft.lines.find(({ kind }) => kind === 'time');
    await test.as(scene.fin, changeDraftLine, { id: draft.id, position: time?.position ?? 0, unitPrice: '10000' });
    await test.as(scene.fin, finaliseInvoice, { id: draft.id });
    expect(await read(draft.id)).toMatchObject({ total: 68_750n, amountDue: 0n, paymentState: 'paid' });
    expect((await credits()).balances).toEqual([{ currency: 'USD', remaining: 4950n }]);
    const { rows } = await test.as(scene.fin, toBill, { cutOff, limit: 50 });
    expect(rows).toEqual([]);
    expect(await violations()).toEqual([]);
  });

  it('leaves nothing behind when it cannot be done whole', async () => {
    const id = await finalInvoice();
    await credit(id, [{ position: 1, amount: 100n }]);
    await expect(test.as(scene.fin, correctInvoice, { id, cause: 'price', note: '' })).rejects.toThrow(
      /credited already.*write a new invoice/,
    );
    const { rows } = await test.as(scene.fin, listInvoices, { limit: 50 });
    expect(rows).toHaveLength(2);
    expect(await violations()).toEqual([]);
  });
});
