import { sql } from '@kelp/platform/db';
import { asSuperuser, settle, testHouse, type TestHouse } from '@kelp/testing';
import { billingInvariants, finaliseInvoices, recordPayment, startBillingRun } from '../contract';
import { billingModule } from '../module';
import { cutOff, openMonthEnd, work, type MonthEnd } from '../testing/month-end';
import { checkBooks } from './check-books';

let test: TestHouse;
let scene: MonthEnd;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
  await work(test, scene, 130);
  const { id } = await test.as(scene.fin, startBillingRun, { cutOff });
  await settle(test);
  await test.as(scene.fin, finaliseInvoices, { runId: id ?? '' });
  await test.as(scene.fin, recordPayment, {
    clientId: scene.acme,
    amount: 80000n,
    currency: 'USD',
    method: 'card',
    provider: 'manual',
    note: '',
  });
});

const rules = async () => (await test.as(scene.fin, billingInvariants, {})).violations.map(({ rule }) => rule);
const jobState = async () =>
  (
    await test.rows<{ state: string; error: string | null }>(
      scene.tenant,
      sql`select state, error from jobs where tenant_id = ${scene.tenant} and name = 'billing.check_books'`,
    )
  )[0];
/** Damage from outside the product, past its checks. */
const damage = (text: string) =>
  asSuperuser(test.superUrl, `set session_replication_role = replica; ${text.replaceAll('$t', `'${scene.tenant}'`)}`);

it('finds nothing in sound books', async () => {
  expect(await rules()).toEqual([]);
  await test.inside(scene.tenant, (ctx) => ctx.enqueue(checkBooks, { at: '2026-11-03' }));
  await settle(test);
  expect(await jobState()).toMatchObject({ state: 'done' });
});

it.each([
  [
    'postings',
    `update postings set amount = amount + 1 where tenant_id = $t and account = 'receivable' and position = 1`,
    [
      'Every journal entry sums to zero',
      'The receivable of a client is the sum of its open invoices',
      'A document in force is in the books with its total',
    ],
  ],
  [
    'credit',
    `delete from postings where tenant_id = $t and account = 'credit_liability'`,
    ['Every journal entry sums to zero', 'The credit of a client is what its lots have left'],
  ],
  [
    'lines',
    `update invoice_lines set net = net + 1 where tenant_id = $t and position = 1`,
    ['The lines of an invoice add up to its net and tax'],
  ],
  ['taxes', `update invoice_taxes set tax = tax + 1 where tenant_id = $t`, ['The taxes of an invoice add up']],
  [
    'claims',
    `delete from claims where tenant_id = $t and source_kind = 'period'`,
    ['A living invoice holds all its sources, a void one none', 'Every line of a living invoice has a source'],
  ],
  [
    'numbers',
    `update number_series set next = 9 where tenant_id = $t and kind = 'invoice'`,
    ['The next number follows the last'],
  ],
  [
    'frozen inputs',
    `update invoices set frozen_inputs = jsonb_set(frozen_inputs, '{invoiceDate}', '"2026-11-03"') where tenant_id = $t`,
    ['An invoice calculated again from its frozen inputs is the same'],
  ],
])('finds damaged %s and fails the nightly check', async (_what, text, expected) => {
  await damage(text);
  expect(await rules()).toEqual(expected);
  await test.inside(scene.tenant, (ctx) => ctx.enqueue(checkBooks, { at: '2026-11-03' }));
  await settle(test);
  expect(await jobState()).toMatchObject({ state: 'dead', error: expect.stringContaining(expected[0] ?? '') });
});
