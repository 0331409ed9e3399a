import { startTransport } from './testing/caught-mail';
import { inUnit, systemActor, type Caller, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { asSuperuser, settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  billingInvariants,
  checkBooksNow,
  createDraft,
  disputeLine,
  finaliseInvoice,
  getReminders,
  listBookChecks,
  listOpenItems,
  pauseReminders,
  readAging,
  readStatement,
  recordPayment,
  resolveDispute,
  sendStatement,
  updateBillingSettings,
  voidInvoice,
} from './contract';
import { remindClients } from './jobs/remind-clients';
import { billingModule } from './module';
import { billableClient, openMonthEnd, takeOver, type MonthEnd } from './testing/month-end';

let test: TestHouse;
let scene: MonthEnd;
let standard: string;
let sent: ReturnType<typeof startTransport>;

beforeAll(async () => {
  test = await testHouse(billingModule);
  sent = startTransport();
});
afterAll(() => test.close());
beforeEach(async () => {
  sent.splice(0);
  scene = await openMonthEnd(test);
  standard = scene.standard;
});

/** Fin at another time. */
const finAt = (at: string): Caller => ({ ...scene.fin, at: new Date(at) });
const zero = { current: 0n, days30: 0n, days60: 0n, days90: 0n, older: 0n };

/** A final invoice over 110.00 (tax included), due 30 days after its date. */
async function invoiceOf(invoiceDate: string, clientId = scene.acme): Promise<string> {
  const fin = finAt(`${invoiceDate}T15:00:00Z`);
  const line = { description: 'Work', quantity: '1', unitPrice: '10000', taxCategoryId: standard };
  const { id } = await test.as(fin, createDraft, { clientId, invoiceDate, lines: [line] });
  await test.as(fin, finaliseInvoice, { id });
  return id;
}

const pay = (fin: Caller, invoiceId: string, amount: bigint) =>
  test.as(fin, recordPayment, {
    ...{ clientId: scene.acme, amount, currency: 'USD', method: 'bank_transfer', provider: 'manual', note: '' },
    invoices: [{ invoiceId, amount }],
  });

describe('aging', () => {
  it('shows each day as the books stood at its end: later payments, voids and invoices do not count', async () => {
    const old = await invoiceOf('2026-06-01');
    const gone = await invoiceOf('2026-08-01');
    await invoiceOf('2026-10-20');
    await pay(finAt('2026-11-10T15:00:00Z'), old, 4000n);
    await test.as(finAt('2026-11-20T15:00:00Z'), voidInvoice, { id: gone, reason: 'Wrong' });
    const agingOn = async (on: string) => (await test.as(scene.fin, readAging, { on })).rows[0];
    expect(await agingOn('2026-05-31')).toBeUndefined();
    expect(await agingOn('2026-06-01')).toMatchObject({ ...zero, current: 11_000n, total: 11_000n });
    expect(await agingOn('2026-09-01')).toMatchObject({ current: 0n, days30: 11_000n, days90: 11_000n });
    expect(await agingOn('2026-11-01')).toMatchObject({ current: 11_000n, days90: 11_000n, older: 11_000n });
    expect(await agingOn('2026-11-10')).toMatchObject({ older: 7000n });
    expect(await agingOn('2026-11-25')).toMatchObject({ days30: 11_000n, days90: 0n, older: 7000n, total: 18_000n });
    const [booked] = await test.rows<{ owed: bigint }>(
      scene.tenant,
      sql`select sum(amount)::bigint as owed from postings where tenant_id = ${scene.tenant} and account = 'receivable'`,
    );
    expect(booked?.owed).toBe(18_000n);
  });

  it('opens the invoices behind a number, page by page, and adds no currencies', async () => {
    const other = await billableClient(test, scene.fin, 'Bluefin');
    for (const date of ['2026-06-01', '2026-06-02', '2026-10-20']) await invoiceOf(date);
    await invoiceOf('2026-06-03', other);
    const { rows, totals } = await test.as(scene.fin, readAging, { on: '2026-11-25' });
    expect(rows.map(({ client, older, days30 }) => [client.name, older, days30])).toEqual([
      ['Acme Dental', 22_000n, 11_000n],
      ['Bluefin', 11_000n, 0n],
    ]);
    expect(totals).toEqual([{ currency: 'USD', ...zero, days30: 11_000n, older: 33_000n, total: 44_000n }]);
    const ask = { on: '2026-11-25', bucket: 'older' as const, currency: 'USD', limit: 2 };
    const first = await test.as(scene.fin, listOpenItems, ask);
    const second = await test.as(scene.fin, listOpenItems, { ...ask, after: first.next ?? '' });
    const shown = [...first.rows, ...second.rows];
    expect(shown.map(({ dueDate }) => dueDate)).toEqual(['2026-07-01', '2026-07-02', '2026-07-03']);
    expect(shown.reduce((sum, { amountDue }) => sum + amountDue, 0n)).toBe(33_000n);
    expect(second.next).toBeNull();
  });
});

describe('a statement', () => {
  it('goes from the balance before to the balance after, and its end is the next one’s beginning', async () => {
    const first = await invoiceOf('2026-09-10');
    await pay(finAt('2026-10-05T15:00:00Z'), first, 3000n);
    await invoiceOf('2026-10-20');
    const statement = (from: string, to: string) =>
      test.as(scene.fin, readStatement, { clientId: scene.acme, from, to });
    const [october] = (await statement('2026-10-01', '2026-10-31')).accounts;
    expect(october).toMatchObject({ currency: 'USD', opening: 11_000n, closing: 19_000n });
    expect(october?.rows.map(({ type, amount, balance }) => [type, amount, balance])).toEqual([
      ['payment', -3000n, 8000n],
      ['invoice', 11_000n, 19_000n],
    ]);
    expect(october?.aging).toMatchObject({ current: 11_000n, days30: 8000n, total: 19_000n });
    const [september] = (await statement('2026-09-01', '2026-09-30')).accounts;
    expect(september?.closing).toBe(october?.opening);
    expect((await statement('2026-01-01', '2026-01-31')).accounts).toEqual([]);
    await expect(statement('2026-10-31', '2026-10-01')).rejects.toThrow(/before the first/);
  });

  it('is mailed with its PDF to the billing profile’s address', async () => {
    await invoiceOf('2026-10-20');
    const asked = { clientId: scene.acme, from: '2026-10-01', to: '2026-10-31' };
    expect(await test.as(scene.fin, sendStatement, asked)).toEqual({ address: 'accounts@acme.test' });
    await settle(test);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      subject: expect.stringMatching(/^Statement from .* Oct 1, 2026 to Oct 31, 2026$/),
    });
  });
});

describe('the books', () => {
  it('are looked at on request: every rule is shown, and what breaks one stays in the record', async () => {
    await invoiceOf('2026-10-20');
    expect(await test.as(scene.fin, checkBooksNow, {})).toMatchObject({ violationCount: 0 });
    await asSuperuser(
      test.superUrl,
      `set session_replication_role = replica; update invoice_taxes set tax = tax + 1 where tenant_id = '${scene.tenant}'`,
    );
    expect(await test.as(finAt('2026-11-03T15:00:00Z'), checkBooksNow, {})).toMatchObject({ violationCount: 1 });
    const { rules, checks } = await test.as(scene.fin, listBookChecks, {});
    expect(checks.map(({ violations }) => violations.map(({ rule }) => rule))).toEqual([
      ['The taxes of an invoice add up'],
      [],
    ]);
    for (const { rule } of checks[0]?.violations ?? []) expect(rules).toContain(rule);
    expect((await test.as(scene.fin, billingInvariants, {})).violations).toEqual(checks[0]?.violations);
  });
});

describe('reminders', () => {
  const remindAt = (at: string) => {
    const caller = { tenant: scene.tenant, actor: systemActor('test'), door: 'operator', requestId: 'test' } as const;
    const transaction = <T>(work: (ctx: Ctx) => Promise<T>) =>
      inUnit(test.house, { ...caller, at: new Date(at) }, 'test', work);
    const unit = { tenant: scene.tenant, jobId: 'j', attempt: 1, isLastAttempt: false, transaction };
    return remindClients.process?.(unit as never, { at });
  };
  const steps = [
    { days: 7, message: 'Perhaps it slipped your attention.' },
    { days: 30, message: 'Please pay now.' },
  ];
  const mails = async () => {
    await settle(test);
    return sent.map(({ subject }) => subject);
  };

  it('are off until steps are set; then each step is mailed once, with what is owed less what is disputed', async () => {
    const id = await invoiceOf('2026-09-01');
    await settle(test);
    await remindAt('2026-10-20T15:00:00Z');
    expect(await mails()).toEqual([]);
    await test.as(scene.fin, updateBillingSettings, { reminderSteps: steps });
    await remindAt('2026-10-07T15:00:00Z');
    expect(await mails()).toEqual([]);
    await remindAt('2026-10-08T15:00:00Z');
    await remindAt('2026-10-08T18:00:00Z');
    await pay(finAt('2026-10-09T15:00:00Z'), id, 1000n);
    await remindAt('2026-10-31T15:00:00Z');
    expect(await mails()).toHaveLength(2);
    const { sent: kept } = await test.as(scene.fin, getReminders, { id });
    expect(kept.map(({ days, amount, to }) => [days, amount, to])).toEqual([
      [7, 11_000n, 'accounts@acme.test'],
      [30, 10_000n, 'accounts@acme.test'],
    ]);
  });

  it('pause for one invoice, and leave out a line in dispute until it is settled', async () => {
    const [paused, disputed] = [await invoiceOf('2026-09-01'), await invoiceOf('2026-09-01')];
    await settle(test);
    await test.as(scene.fin, updateBillingSettings, { reminderSteps: steps });
    await test.as(scene.fin, pauseReminders, { id: paused, isPaused: true });
    const opened = await test.as(scene.fin, disputeLine, { id: disputed, position: 1, reason: 'Nobody came' });
    await expect(test.as(scene.fin, disputeLine, { id: disputed, position: 1, reason: 'Again' })).rejects.toThrow(
      /disputed already/,
    );
    await remindAt('2026-10-20T15:00:00Z');
    expect(await mails()).toEqual([]);
    await test.as(scene.fin, resolveDispute, { id: opened.id, outcome: 'They found the report' });
    await expect(test.as(scene.fin, resolveDispute, { id: opened.id, outcome: 'x' })).rejects.toThrow(
      /settled already/,
    );
    await remindAt('2026-10-21T15:00:00Z');
    expect(await mails()).toHaveLength(1);
    expect((await test.as(scene.fin, getReminders, { id: disputed })).disputes).toMatchObject([
      { position: 1, amount: 11_000n, outcome: 'They found the report' },
    ]);
  });

  it('are sent for an invoice of another system as well, without a paper of it', async () => {
    const { id } = await takeOver(test, scene);
    await test.as(scene.fin, updateBillingSettings, { reminderSteps: steps });
    await remindAt('2026-10-20T15:00:00Z');
    await mails();
    expect(sent.map(({ subject, attachments }) => [subject, attachments ?? []])).toEqual([
      [expect.stringContaining('R-17'), []],
    ]);
    expect((await test.as(scene.fin, getReminders, { id })).sent).toMatchObject([{ days: 30, amount: 40_000n }]);
  });
});
