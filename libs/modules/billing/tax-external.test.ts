import { updateTaxSettings } from '@kelp/catalog';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  addDraftLine,
  answerTaxRequest,
  billingInvariants,
  changeDraftLine,
  correctInvoice,
  createCreditNote,
  createDraft,
  deleteDraft,
  finaliseInvoice,
  getInvoice,
  listTaxRequests,
} from './contract';
import { answerProblem, practiceAnswer, type StoredRequest } from './domain/tax-request';
import { billingModule } from './module';
import { openMonthEnd, type MonthEnd } from './testing/month-end';

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
const requests = async (invoiceId: string) => (await test.as(scene.fin, listTaxRequests, { invoiceId })).requests;
const line = (unitPrice: string, more: object = {}) => ({
  ...{ description: 'Cable', quantity: '1', unitPrice, taxCategoryId: standard },
  ...more,
});
const draft = async (lines: ReturnType<typeof line>[]) =>
  (await test.as(scene.fin, createDraft, { clientId: scene.acme, lines })).id;
const taxOf = (position: number, base: string, tax: string) => ({
  position,
  taxes: [
    {
      ...{ place: 'US-CO', component: '', name: 'Sales tax', ratePpm: 77_100, code: 'S' as const },
      ...{ reason: null, reasonCode: '', evidence: '', base, tax },
    },
  ],
});

describe('a service that answers over the API', () => {
  beforeEach(() => test.as(scene.fin, updateTaxSettings, { source: 'api' }));

  it('is asked once a version; the document gets no number before the one answer', async () => {
    const id = await draft([line('10000')]);
    expect(await read(id)).toMatchObject({ taxState: 'pending_tax', tax: 0n, taxes: [] });
    await expect(test.as(scene.fin, finaliseInvoice, { id })).rejects.toMatchObject({
      message: expect.stringContaining('has not been answered') as string,
    });
    await test.as(scene.fin, addDraftLine, { id, line: line('5000') });
    const [second, first] = await requests(id);
    if (!first || !second) throw new Error('Both versions are asked about.');
    expect([first, second].map(({ documentVersion, state }) => [documentVersion, state])).toEqual([
      [1, 'replaced'],
      [2, 'pending'],
    ]);
    const answer = [taxOf(1, '10000', '771'), taxOf(2, '5000', '386')];
    await expect(test.as(scene.fin, answerTaxRequest, { id: first.id, lines: answer })).rejects.toMatchObject({
      id: 'tax_request.replaced',
    });
    await expect(
      test.as(scene.fin, answerTaxRequest, { id: second.id, lines: answer.slice(0, 1) }),
    ).rejects.toMatchObject({ message: expect.stringContaining('Line 2') as string });
    await test.as(scene.fin, answerTaxRequest, { id: second.id, lines: answer });
    expect(await read(id)).toMatchObject({
      taxState: 'settled',
      tax: 1157n,
      taxes: [{ name: 'Sales tax', base: 15_000n }],
    });
    await expect(test.as(scene.fin, answerTaxRequest, { id: second.id, lines: answer })).rejects.toMatchObject({
      id: 'tax_request.answered',
    });
    await test.as(scene.fin, finaliseInvoice, { id });
    expect((await test.as(scene.fin, billingInvariants, {})).violations).toEqual([]);
  });

  it('takes back what was answered, and bills what is corrected by it; asks only for what was not on the invoice', async () => {
    const id = await draft([line('10000')]);
    const [asked] = await requests(id);
    await test.as(scene.fin, answerTaxRequest, { id: asked?.id ?? '', lines: [taxOf(1, '10000', '771')] });
    await test.as(scene.fin, finaliseInvoice, { id });
    const half = { id, reason: 'Half', lines: [{ position: 1, amount: 5000n }] };
    expect((await test.as(scene.fin, createCreditNote, half)).total).toBe(-5386n);
    const correctedForTax = async () => {
      const wrong = await draft([line('3000')]);
      const [question] = await requests(wrong);
      await test.as(scene.fin, answerTaxRequest, { id: question?.id ?? '', lines: [taxOf(1, '3000', '231')] });
      await test.as(scene.fin, finaliseInvoice, { id: wrong });
      return { id: wrong, ...(await test.as(scene.fin, correctInvoice, { id: wrong, cause: 'tax', note: '' })) };
    };
    const other = await draft([line('20000')]);
    const [open] = await requests(other);
    await test.as(scene.fin, answerTaxRequest, { id: open?.id ?? '', lines: [taxOf(1, '20000', '1542')] });
    await test.as(scene.fin, finaliseInvoice, { id: other });
    const { draftId } = await test.as(scene.fin, correctInvoice, { id: other, cause: 'price', note: '' });
    expect(await read(draftId)).toMatchObject({ taxState: 'settled', tax: 1542n, total: 21_542n });
    expect(await requests(draftId)).toEqual([]);
    await test.as(scene.fin, changeDraftLine, { id: draftId, position: 1, unitPrice: '10000' });
    expect(await read(draftId)).toMatchObject({ taxState: 'settled', taxes: [{ base: 10_000n }], tax: 771n });
    await test.as(scene.fin, addDraftLine, { id: draftId, line: line('5000') });
    expect(await read(draftId)).toMatchObject({ taxState: 'pending_tax' });
    await test.as(scene.fin, deleteDraft, { id: draftId });
    const { id: third, draftId: anew } = await correctedForTax();
    expect(await read(anew)).toMatchObject({ taxState: 'pending_tax' });
    expect(third).toBeTruthy();
    expect((await test.as(scene.fin, billingInvariants, {})).violations).toEqual([]);
  });
});

it('answers by the practice service later, without anybody’s help', async () => {
  await test.as(scene.fin, updateTaxSettings, { source: 'practice' });
  const id = await draft([line('10000'), line('1100', { includesTax: true })]);
  expect(await read(id)).toMatchObject({ taxState: 'pending_tax' });
  await settle(test);
  expect(await read(id)).toMatchObject({ taxState: 'settled', net: 11_000n, tax: 1100n, total: 12_100n });
  expect(await requests(id)).toMatchObject([{ provider: 'practice', state: 'answered' }]);
});

it('says what is wrong with an answer', () => {
  const request: StoredRequest = {
    ...{ currency: 'USD', invoiceDate: '2026-11-02', clientId: 'c', place: '*' },
    lines: [
      {
        ...{ position: 1, description: 'Cable', taxCategory: 'Standard', amount: '-333', includesTax: false },
        ...{ serviceFrom: '2026-11-02', serviceTo: '2026-11-03' },
      },
    ],
  };
  expect(answerProblem(request, practiceAnswer(request))).toBeNull();
  expect(practiceAnswer(request).lines[0]?.taxes[0]?.tax).toBe('-33');
  expect(answerProblem(request, { lines: [] })).toContain('Line 1 has no answer');
  expect(answerProblem(request, { lines: [taxOf(1, '1', '1'), taxOf(1, '1', '1')] })).toContain('once');
  expect(answerProblem(request, { lines: [taxOf(2, '1', '1')] })).toContain('was not asked');
  expect(answerProblem(request, { lines: [{ position: 1, taxes: [] }] })).toContain('no tax');
  expect(answerProblem(request, { lines: [taxOf(1, '1.5', '1')] })).toContain('minor units');
});
