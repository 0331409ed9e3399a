import { inUnit, systemActor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  billingInvariants,
  dismissPaymentException,
  getInvoice,
  getPaymentProvider,
  listCredits,
  listPaymentExceptions,
  listPayments,
  recordPayment,
  recordPaymentException,
  refundThroughProvider,
  savePaymentProvider,
  testPaymentProvider,
  unapplyPayment,
} from './contract';
import { compareProvider } from './jobs/compare-provider';
import { lookAtCheckout } from './jobs/look-at-checkout';
import { billingModule } from './module';
import { openMonthEnd, type MonthEnd } from './testing/month-end';
import { openOnlinePayments, type OnlinePayments } from './testing/online-payments';

let test: TestHouse;
let scene: MonthEnd;
let online: OnlinePayments;

beforeAll(async () => {
  test = await testHouse(billingModule);
});
afterAll(() => test.close());
beforeEach(async () => {
  scene = await openMonthEnd(test);
  online = await openOnlinePayments(test, scene, scene.standard);
});
afterEach(() => online.double.close());

const page = { limit: 50 };
const due = async (id: string) => (await test.as(scene.fin, getInvoice, { id })).amountDue;
const payments = async () => (await test.as(scene.fin, listPayments, page)).rows;
const exceptions = async () => (await test.as(scene.fin, listPaymentExceptions, { state: 'open', ...page })).rows;
const balance = async () => (await test.as(scene.fin, listCredits, page)).balances[0]?.remaining ?? 0n;
const isSound = async () => expect((await test.as(scene.fin, billingInvariants, {})).violations).toEqual([]);
const states = () =>
  test.rows<{ kind: string; state: string }>(
    scene.tenant,
    sql`select kind, state from provider_events where tenant_id = ${scene.tenant} order by happened_at, id`,
  );
const enqueue = (run: Parameters<typeof test.inside>[1]) => test.inside(scene.tenant, run).then(() => settle(test));

describe('a payment in the portal', () => {
  it('opens a page at the provider and is in the books once the event has come, however often', async () => {
    const invoice = await online.invoice('10000');
    const id = await online.begin([{ invoiceId: invoice }]);
    const { state, checkoutId } = await online.attempt(id);
    expect(state).toBe('open');
    expect(online.double.sessions.get(checkoutId ?? '')).toMatchObject({ amount_total: 11000, currency: 'usd' });
    expect(await due(invoice)).toBe(11000n);
    const event = await online.double.pay(checkoutId ?? '');
    await Promise.all([online.bring(event), online.bring(event)]);
    await online.bring(event);
    expect(await due(invoice)).toBe(0n);
    expect(await payments()).toMatchObject([{ amount: 11000n, provider: 'stripe', method: 'card' }]);
    expect(await states()).toEqual([{ kind: 'checkout', state: 'done' }]);
    await isSound();
  });

  it('pays several invoices at once, and parts of them', async () => {
    const [one, two] = [await online.invoice('10000'), await online.invoice('20000')];
    await online.pay([{ invoiceId: one }, { invoiceId: two, amount: 5000n }]);
    expect([await due(one), await due(two)]).toEqual([0n, 17000n]);
    await isSound();
  });

  it('is the same attempt when it is begun again, and waits while a bank confirms', async () => {
    const invoice = await online.invoice('10000');
    const id = await online.begin([{ invoiceId: invoice }]);
    expect(await online.begin([{ invoiceId: invoice }])).toBe(id);
    const { checkoutId } = await online.attempt(id);
    await online.bring(await online.double.pay(checkoutId ?? '', { later: true }));
    expect((await online.attempt(id)).state).toBe('processing');
    expect(await due(invoice)).toBe(11000n);
    await expect(online.begin([{ invoiceId: invoice }])).rejects.toMatchObject({ id: 'online_payment.under_way' });
  });

  it('refuses more than is due, parts where they are not allowed, foreign currencies and what is off', async () => {
    const invoice = await online.invoice('10000');
    await expect(online.begin([{ invoiceId: invoice, amount: 11001n }])).rejects.toMatchObject({ id: 'invalid' });
    await expect(online.begin([{ invoiceId: invoice }, { invoiceId: invoice }])).rejects.toMatchObject({
      id: 'invalid',
    });
    const save = { kind: 'stripe' as const, isActive: true, currencies: ['EUR'], allowsPartial: false };
    await test.as(scene.fin, savePaymentProvider, save);
    await expect(online.begin([{ invoiceId: invoice }])).rejects.toMatchObject({ id: 'online_payment.off' });
    await test.as(scene.fin, savePaymentProvider, { ...save, currencies: ['USD'] });
    await expect(online.begin([{ invoiceId: invoice, amount: 1n }])).rejects.toMatchObject({
      id: 'online_payment.partial',
    });
  });

  it('becomes credit as far as the invoice was paid meanwhile', async () => {
    const invoice = await online.invoice('10000');
    const id = await online.begin([{ invoiceId: invoice }]);
    const other = { clientId: scene.acme, currency: 'USD', method: 'cash' as const, provider: 'manual', note: '' };
    await test.as(scene.fin, recordPayment, { ...other, amount: 6000n });
    const { checkoutId } = await online.attempt(id);
    await online.bring(await online.double.pay(checkoutId ?? ''));
    expect([await due(invoice), await balance()]).toEqual([0n, 6000n]);
    await isSound();
  });

  it('says so when the page expires, and begins anew', async () => {
    const invoice = await online.invoice('10000');
    const id = await online.begin([{ invoiceId: invoice }]);
    const { checkoutId } = await online.attempt(id);
    await online.bring(await online.double.expire(checkoutId ?? ''));
    expect((await online.attempt(id)).state).toBe('expired');
    expect(await online.begin([{ invoiceId: invoice }])).not.toBe(id);
  });

  it('is found by asking the provider when its event was lost, and the late event changes nothing', async () => {
    const invoice = await online.invoice('10000');
    const id = await online.begin([{ invoiceId: invoice }]);
    const { checkoutId } = await online.attempt(id);
    const lost = await online.double.pay(checkoutId ?? '');
    await enqueue((ctx) => ctx.enqueue(lookAtCheckout, { attemptId: id, look: ctx.newId() }));
    expect(await due(invoice)).toBe(0n);
    await online.bring(lost);
    expect(await payments()).toHaveLength(1);
    await isSound();
  });
});

describe('the door of events', () => {
  it('takes nothing that is unsigned, changed, old, or for another workspace', async () => {
    const invoice = await online.invoice('10000');
    const { checkoutId } = await online.attempt(await online.begin([{ invoiceId: invoice }]));
    const event = await online.double.pay(checkoutId ?? '');
    const unsigned = { id: 'payment_event.unsigned', status: 400 };
    await expect(online.bring(event, { secret: 'whsec_other' })).rejects.toMatchObject(unsigned);
    await expect(online.bring(event, { body: JSON.stringify({ ...event, created: 1 }) })).rejects.toMatchObject(
      unsigned,
    );
    const old = Math.floor(Date.now() / 1000) - 301;
    await expect(online.bring(event, { at: old })).rejects.toMatchObject(unsigned);
    expect(await states()).toEqual([]);
    const other = await openMonthEnd(test);
    expect(
      await test.rows(other.tenant, sql`select 1 from payment_providers where tenant_id = ${other.tenant}`),
    ).toEqual([]);
    expect(await due(invoice)).toBe(11000n);
  });

  it('puts another amount before a person, who records what arrived', async () => {
    const invoice = await online.invoice('10000');
    const id = await online.begin([{ invoiceId: invoice }]);
    const { checkoutId } = await online.attempt(id);
    await online.bring(await online.double.pay(checkoutId ?? '', { amount: 9000 }));
    expect(await payments()).toEqual([]);
    const [one] = await exceptions();
    expect(one).toMatchObject({ kind: 'amount_differs', amount: 9000n, expected: 11000n, isRecordable: true });
    const record = { id: one?.id ?? '', clientId: scene.acme };
    await test.as(scene.fin, recordPaymentException, record);
    expect(await due(invoice)).toBe(2000n);
    expect(await exceptions()).toEqual([]);
    await expect(test.as(scene.fin, recordPaymentException, record)).rejects.toMatchObject({
      id: 'payment_exception.resolved',
    });
    await isSound();
  });
});

describe('money that goes back', () => {
  const credit = async () => (await test.as(scene.fin, listCredits, { isOpen: true, ...page })).rows[0]?.id ?? '';

  it('is sent by the way it came, once', async () => {
    const invoice = await online.invoice('10000');
    await online.pay([{ invoiceId: invoice }]);
    const [payment] = await payments();
    await test.as(scene.fin, unapplyPayment, { paymentId: payment?.id ?? '', invoiceId: invoice });
    await test.as(scene.fin, refundThroughProvider, { id: await credit(), amount: 4000n, note: '' });
    await settle(test);
    expect([...online.double.refunds.values()]).toMatchObject([{ amount: 4000, status: 'succeeded' }]);
    const refund = online.double.events.at(-1);
    if (refund) await online.bring(refund);
    expect([await due(invoice), await balance()]).toEqual([11000n, 7000n]);
    await isSound();
  });

  it('is credit again when the provider fails, and a person hears of it', async () => {
    const invoice = await online.invoice('10000');
    await online.pay([{ invoiceId: invoice }]);
    const [payment] = await payments();
    await test.as(scene.fin, unapplyPayment, { paymentId: payment?.id ?? '', invoiceId: invoice });
    online.double.failRefunds(true);
    await test.as(scene.fin, refundThroughProvider, { id: await credit(), amount: 4000n, note: '' });
    expect(await balance()).toBe(7000n);
    await settle(test);
    const failed = online.double.events.at(-1);
    if (failed) await online.bring(failed);
    expect(await balance()).toBe(11000n);
    expect(await exceptions()).toMatchObject([{ kind: 'refund_failed', amount: 4000n }]);
    await isSound();
  });

  it('and was refunded at the provider leaves the books alike, even when the refund is told first', async () => {
    const invoice = await online.invoice('10000');
    const { checkoutId } = await online.attempt(await online.begin([{ invoiceId: invoice }]));
    const paid = await online.double.pay(checkoutId ?? '');
    const intent = String(online.double.sessions.get(checkoutId ?? '')?.['payment_intent']);
    await online.double.refundOutside(intent, 3000);
    const refunded = online.double.events.at(-1);
    if (refunded) await online.bring(refunded);
    expect((await states()).map(({ state }) => state)).toEqual(['waiting']);
    await online.bring(paid);
    expect(new Set((await states()).map(({ state }) => state))).toEqual(new Set(['done']));
    expect([await due(invoice), await balance()]).toEqual([3000n, 0n]);
    if (refunded) await online.bring(refunded);
    expect(await due(invoice)).toBe(3000n);
    await isSound();
  });

  it('waits for a person when it is not certain which invoice it takes', async () => {
    const [one, two] = [await online.invoice('10000'), await online.invoice('10000')];
    const { intent } = await online.pay([{ invoiceId: one }, { invoiceId: two }]);
    await online.double.refundOutside(intent, 3000);
    const refunded = online.double.events.at(-1);
    if (refunded) await online.bring(refunded);
    expect(await exceptions()).toMatchObject([{ kind: 'refund_unclear', amount: 3000n, isRecordable: false }]);
    const [open] = await exceptions();
    await test.as(scene.fin, dismissPaymentException, { id: open?.id ?? '', note: 'Booked by hand' });
    expect(await exceptions()).toEqual([]);
    await isSound();
  });

  it('is disputed: a person hears of it; lost, it leaves the books, and the invoice is owed again', async () => {
    const invoice = await online.invoice('10000');
    const { intent } = await online.pay([{ invoiceId: invoice }]);
    const open = await online.double.dispute(intent, 11000, 'needs_response');
    await online.bring(open);
    expect(await exceptions()).toMatchObject([{ kind: 'dispute', amount: 11000n }]);
    expect(await due(invoice)).toBe(0n);
    const { object } = open['data'] as { object: { id: string } };
    await online.bring(await online.double.dispute(intent, 11000, 'lost', object.id));
    expect(await exceptions()).toEqual([]);
    expect([await due(invoice), await balance()]).toEqual([11000n, 0n]);
    await isSound();
  });
});

describe('provider and books', () => {
  const compare = () => enqueue((ctx) => ctx.enqueue(compareProvider, { at: ctx.newId() }));

  it('agree at night, or the difference waits for a person', async () => {
    const invoice = await online.invoice('10000');
    await online.pay([{ invoiceId: invoice }]);
    await compare();
    const { lastComparison } = await test.as(scene.fin, getPaymentProvider, {});
    expect(lastComparison).toMatchObject({ seen: 1, differences: 0, failure: null });
    const [intent] = online.double.intents.values();
    online.double.intents.set('pi_lost', {
      ...{ ...intent, id: 'pi_lost', created: Math.floor(Date.now() / 1000) - 7200 },
    });
    if (intent) intent['amount_received'] = 12000;
    await compare();
    expect((await exceptions()).map(({ kind }) => kind).sort()).toEqual(['books_differ', 'missing_in_books']);
    await compare();
    expect(await exceptions()).toHaveLength(2);
  });

  it('know each other by a key that is never shown', async () => {
    await test.as(scene.fin, testPaymentProvider, { kind: 'stripe' });
    await settle(test);
    const { provider } = await test.as(scene.fin, getPaymentProvider, {});
    expect(provider).toMatchObject({ testState: 'ok', accountName: 'Stripe double', keyHint: 'ests', isLive: false });
    expect(JSON.stringify(provider)).not.toContain('sk_test');
    const stored = await test.rows<{ all: string }>(
      scene.tenant,
      sql`select (select json_agg(p)::text from payment_providers p where tenant_id = ${scene.tenant}) || coalesce((select json_agg(a)::text
            from audit_log a where a.tenant_id = ${scene.tenant}), '') as all`,
    );
    expect(stored[0]?.all).toContain('payment_provider.save');
    expect(stored[0]?.all).not.toMatch(/sk_test_tests|whsec_of/);
    await test.as(scene.fin, savePaymentProvider, {
      ...{ kind: 'stripe', isActive: true, key: 'rk_live_wrong', currencies: [], allowsPartial: false },
    });
    await test.as(scene.fin, testPaymentProvider, { kind: 'stripe' });
    await settle(test);
    expect((await test.as(scene.fin, getPaymentProvider, {})).provider).toMatchObject({
      testState: 'failed',
      isLive: true,
    });
  });
});

it('needs a key and a signing secret to be switched on', async () => {
  const other = await openMonthEnd(test);
  const save = { kind: 'stripe' as const, isActive: true, key: 'sk_test_some', currencies: [], allowsPartial: false };
  await expect(test.as(other.fin, savePaymentProvider, save)).rejects.toMatchObject({ id: 'invalid' });
  await expect(
    inUnit(test.house, { tenant: other.tenant, actor: systemActor('x'), door: 'job', requestId: 'x' }, 'x', (ctx) =>
      ctx.db.rows(sql`select 1 from payment_providers where tenant_id = ${ctx.tenant}`),
    ),
  ).resolves.toEqual([]);
});
