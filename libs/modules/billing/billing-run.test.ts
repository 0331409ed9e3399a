import { settle, testHouse, type TestHouse } from '@kelp/testing';
import { getTimeEntry, updateTimeEntry } from '@kelp/time';
import {
  billingInvariants,
  finaliseInvoice,
  getBillingRun,
  getInvoice,
  listInvoices,
  previewBilling,
  startBillingRun,
  toBill,
} from './contract';
import { billingModule } from './module';
import { cutOff, openMonthEnd, work, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
});

const page = { limit: 50 };
const drafts = async () => (await test.as(scene.fin, listInvoices, { state: 'draft', ...page })).rows;

it('shows, previews and bills a month: 400.00 + 270.00, tax 67.00, total 737.00, and nothing twice', async () => {
  const entry = await work(test, scene, 130);
  await work(test, scene, 60, { state: 'draft', on: '2026-10-15' });

  const due = await test.as(scene.fin, toBill, { cutOff, ...page });
  expect(due.rows).toMatchObject([
    {
      client: { name: 'Acme Dental' },
      fixed: 40000n,
      time: 27000n,
      net: 67000n,
      tax: 6700n,
      total: 73700n,
      blockers: [],
    },
  ]);
  expect(due.rows[0]?.warnings).toMatchObject([{ sentence: '1 unapproved entry (1:00) left out.' }]);

  const preview = await test.as(scene.fin, previewBilling, { clientId: scene.acme, cutOff });
  expect(preview.documents).toMatchObject([{ net: 67000n, tax: 6700n, total: 73700n, isInvoice: true }]);
  expect(preview.documents[0]?.lines).toMatchObject([
    { description: 'Managed server', net: 40000n, explanation: { steps: ['1 × 400.00 USD = 400.00 USD'] } },
    { description: 'Remote support', quantity: '135', net: 27000n, sources: [{ id: entry, minutes: 130 }] },
  ]);

  const run = await test.as(scene.fin, startBillingRun, { cutOff });
  expect(run).toMatchObject({ isNew: true, clientCount: 1 });
  await settle(test);
  const done = await test.as(scene.fin, getBillingRun, { id: run.id ?? '', ...page });
  expect(done).toMatchObject({ state: 'finished', counts: { drafted: 1, queued: 0, failed: 0 } });
  const [draft] = await drafts();
  expect(draft).toMatchObject({ total: 73700n, number: null, amountDue: 0n });
  const stored = await test.as(scene.fin, getInvoice, { id: draft?.id ?? '' });
  expect(stored.lines).toEqual(preview.documents[0]?.lines);

  const again = await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  expect(again).toEqual({ id: null, isNew: false, clientCount: 0 });
  expect(await drafts()).toHaveLength(1);
  expect((await test.as(scene.fin, billingInvariants, {})).violations).toEqual([]);
});
