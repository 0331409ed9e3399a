import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  addDraftLine,
  billingInvariants,
  changeDraft,
  changeDraftLine,
  createDraft,
  finaliseInvoice,
  getInvoice,
  listInvoices,
  removeDraftLine,
  startBillingRun,
  toBill,
} from './contract';
import { billingModule } from './module';
import { cutOff, openMonthEnd, work, type MonthEnd } from './testing/month-end';

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
const written = (more: object = {}) => ({
  description: 'Cable',
  quantity: '2',
  unitPrice: '1250',
  taxCategoryId: standard,
  ...more,
});
const draftOf = (lines: ReturnType<typeof written>[], more: object = {}) =>
  test.as(scene.fin, createDraft, { clientId: scene.acme, lines, ...more });

async function runDraft(): Promise<string> {
  await work(test, scene, 130);
  await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  const { rows } = await test.as(scene.fin, listInvoices, { state: 'draft', limit: 50 });
  return rows[0]?.id ?? '';
}

describe('an invoice written by hand', () => {
  it('is a draft like any other: taxed, changed line by line, finalised with the next number, and replayed', async () => {
    const { id, version } = await draftOf([written()], { invoiceDate: '2026-11-05' });
    expect(await read(id)).toMatchObject({
      state: 'draft',
      number: null,
      net: 2500n,
      tax: 250n,
      total: 2750n,
      invoiceDate: '2026-11-05',
      dueDate: '2026-12-05',
      lines: [
        { position: 1, kind: 'manual', serviceId: null, servicePeriod: { start: '2026-11-05', end: '2026-11-06' } },
      ],
    });
    const added = await test.as(scene.fin, addDraftLine, {
      id,
      version,
      line: written({ description: 'Goodwill', quantity: '1', unitPrice: '-500', serviceFrom: '2026-10-01' }),
    });
    expect(added.position).toBe(2);
    await test.as(scene.fin, changeDraftLine, { id, position: 1, quantity: '3', description: 'Cable, 2 m' });
    expect(await read(id)).toMatchObject({ net: 3250n, tax: 325n, total: 3575n });
    await test.as(scene.fin, removeDraftLine, { id, position: 2 });
    const moved = await test.as(scene.fin, changeDraft, { id, invoiceDate: '2026-11-30' });
    expect(moved.dueDate).toBe('2026-12-30');
    expect(await test.as(scene.fin, finaliseInvoice, { id })).toMatchObject({ number: 'INV-0001' });
    expect(await read(id)).toMatchObject({
      total: 4125n,
      amountDue: 4125n,
      lines: [{ description: 'Cable, 2 m', explanation: { steps: ['3 × 12.50 USD = 37.50 USD'] } }],
    });
    expect(await violations()).toEqual([]);
  });

  it('keeps places of lines: what is added after a line was removed gets a place of its own', async () => {
    const { id } = await draftOf([written({ description: 'A' }), written({ description: 'B' })]);
    await test.as(scene.fin, removeDraftLine, { id, position: 1 });
    await test.as(scene.fin, addDraftLine, { id, line: written({ description: 'C' }) });
    expect((await read(id)).lines.map(({ position, description }) => [position, description])).toEqual([
      [2, 'B'],
      [3, 'C'],
    ]);
    expect(await violations()).toEqual([]);
  });

  it('refuses with a sentence what cannot be: below zero, too large, backwards, without a rate, another client’s profile', async () => {
    await expect(draftOf([written({ unitPrice: '-1' })])).rejects.toThrow(/give a credit note/);
    await expect(draftOf([written({ quantity: '999999999999', unitPrice: '999999999999999' })])).rejects.toThrow(
      /too large/,
    );
    await expect(draftOf([written({ serviceFrom: '2026-10-02', serviceTo: '2026-10-02' })])).rejects.toThrow(
      /before the first/,
    );
    await expect(
      test.as(scene.fin, createDraft, {
        clientId: scene.acme,
        billingProfileId: '01990000-0000-7000-8000-000000000000',
        lines: [],
      }),
    ).rejects.toThrow(/another client/);
    await test.inside(scene.tenant, (ctx) =>
      ctx.db.rows(sql`delete from tax_rates where tenant_id = ${ctx.tenant} and place = '*'`),
    );
    await expect(draftOf([written()])).rejects.toThrow(/no tax rate for "Standard"/);
  });

  it('cannot be finalised without a line, and refuses a change that is older than another', async () => {
    const { id, version } = await draftOf([]);
    await expect(test.as(scene.fin, finaliseInvoice, { id })).rejects.toThrow(/Add a line first/);
    await test.as(scene.fin, addDraftLine, { id, version, line: written() });
    await expect(test.as(scene.fin, addDraftLine, { id, version, line: written() })).rejects.toMatchObject({
      status: 409,
    });
    expect((await read(id)).lines).toHaveLength(1);
  });

  it('two people who add a line at once both get theirs', async () => {
    const { id } = await draftOf([written({ description: 'A' })]);
    await Promise.all(
      ['B', 'C', 'D'].map((description) => test.as(scene.fin, addDraftLine, { id, line: written({ description }) })),
    );
    const { lines, total } = await read(id);
    expect(lines.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
    expect(total).toBe(11_000n);
    expect(await violations()).toEqual([]);
  });
});

describe('a draft of a run', () => {
  it('is changed with its links kept: the price of the time changes, its entries stay behind it', async () => {
    const id = await runDraft();
    const before = await read(id);
    const time = before.lines.find(({ kind }) => kind === 'time');
    await test.as(scene.fin, changeDraftLine, { id, position: time?.position ?? 0, unitPrice: '10000' });
    const after = await read(id);
    const changed = after.lines.find(({ kind }) => kind === 'time');
    expect(changed).toMatchObject({ net: 22_500n, explanation: { rule: 'written.changed' } });
    expect(changed?.sources).toEqual(time?.sources);
    expect(after.lines.find(({ kind }) => kind === 'fixed')).toMatchObject({
      net: 40_000n,
      explanation: before.lines.find(({ kind }) => kind === 'fixed')?.explanation,
    });
    await test.as(scene.fin, addDraftLine, { id, line: written() });
    await test.as(scene.fin, finaliseInvoice, { id });
    expect(await violations()).toEqual([]);
  });

  it('lets go of what a removed line held: the time is to be billed again', async () => {
    const id = await runDraft();
    const time = (await read(id)).lines.find(({ kind }) => kind === 'time');
    await test.as(scene.fin, removeDraftLine, { id, position: time?.position ?? 0 });
    const { rows } = await test.as(scene.fin, toBill, { cutOff, limit: 50 });
    expect(rows).toMatchObject([{ client: { id: scene.acme }, time: 27_000n, fixed: 0n }]);
    await test.as(scene.fin, finaliseInvoice, { id });
    expect(await read(id)).toMatchObject({ total: 44_000n });
    expect(await violations()).toEqual([]);
  });

  it('refuses every change once it is final, and names the way out', async () => {
    const id = await runDraft();
    await test.as(scene.fin, finaliseInvoice, { id });
    const wayOut = /INV-0001 is final.*credit note.*correct the invoice/;
    await expect(test.as(scene.fin, addDraftLine, { id, line: written() })).rejects.toThrow(wayOut);
    await expect(test.as(scene.fin, changeDraftLine, { id, position: 1, quantity: '2' })).rejects.toThrow(wayOut);
    await expect(test.as(scene.fin, removeDraftLine, { id, position: 1 })).rejects.toThrow(wayOut);
    await expect(test.as(scene.fin, changeDraft, { id, invoiceDate: '2026-11-30' })).rejects.toThrow(wayOut);
  });
});
