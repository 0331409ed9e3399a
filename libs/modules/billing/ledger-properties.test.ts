import fc from 'fast-check';
import { sql } from '@kelp/platform/db';
import { isAppError } from '@kelp/std';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  billingInvariants,
  createCreditNote,
  creditOpeningBalance,
  listCredits,
  readAging,
  refundThroughProvider,
  saveBillingRules,
  unapplyPayment,
  voidInvoice,
  writeOffInvoice,
} from './contract';
import { billingModule } from './module';
import { openMonthEnd, takeOver, type MonthEnd } from './testing/month-end';
import { openOnlinePayments, type OnlinePayments } from './testing/online-payments';
import { recognise } from './write/revenue-schedules';

let test: TestHouse;
let scene: MonthEnd;
let online: OnlinePayments;

beforeAll(async () => {
  test = await testHouse(billingModule);
  scene = await openMonthEnd(test);
  online = await openOnlinePayments(test, scene, scene.standard);
  await test.as(scene.fin, saveBillingRules, {
    ...{ approvals: [], minimums: [], lateFee: null, defersRevenue: true, exemptClientIds: [] },
  });
});
afterAll(async () => {
  await online.double.close();
  await test.close();
});

type Step =
  | { kind: 'pay'; at: number; amount: number }
  | { kind: 'repeat'; at: number }
  | { kind: 'refund'; amount: number; fails: boolean }
  | { kind: 'refundOutside'; at: number; amount: number }
  | { kind: 'dispute'; at: number; amount: number }
  | { kind: 'credit'; at: number; amount: number }
  | { kind: 'creditThere'; at: number; amount: number }
  | { kind: 'forgive'; at: number; amount: number }
  | { kind: 'void'; at: number }
  | { kind: 'unapply'; at: number }
  | { kind: 'earn'; month: number };

let taken = 0;

const at = fc.nat(5);
const amount = fc.integer({ min: 1, max: 12_000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pay' as const), at, amount }) },
  fc.record({ kind: fc.constant('repeat' as const), at }),
  fc.record({ kind: fc.constant('refund' as const), amount, fails: fc.boolean() }),
  fc.record({ kind: fc.constant('refundOutside' as const), at, amount }),
  fc.record({ kind: fc.constant('dispute' as const), at, amount }),
  fc.record({ kind: fc.constant('credit' as const), at, amount }),
  fc.record({ kind: fc.constant('creditThere' as const), at, amount }),
  fc.record({ kind: fc.constant('forgive' as const), at, amount }),
  fc.record({ kind: fc.constant('void' as const), at }),
  fc.record({ kind: fc.constant('unapply' as const), at }),
  fc.record({ kind: fc.constant('earn' as const), month: fc.integer({ min: 1, max: 12 }) }),
);

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
/** What the trade refuses is no step; anything else is a fault. */
const unlessRefused = (work: Promise<unknown>) =>
  work.catch((error: unknown) => {
    if (!isAppError(error) || error.status >= 500) throw error;
  });

const allocations = () =>
  test.rows<{ paymentId: string; invoiceId: string }>(
    scene.tenant,
    sql`select payment_id, invoice_id from payment_allocations where tenant_id = ${scene.tenant}
        group by payment_id, invoice_id having sum(amount) > 0 order by payment_id, invoice_id`,
  );

async function bringNew(from: number): Promise<void> {
  for (const event of online.double.events.slice(from)) await online.bring(event);
}

async function walk(one: Step, invoices: readonly string[]): Promise<void> {
  const before = online.double.events.length;
  const { fin } = scene;
  const invoiceId = 'at' in one ? (pick(invoices, one.at) ?? '') : '';
  const intents = [...online.double.intents.keys()];
  switch (one.kind) {
    case 'pay':
      return void (await unlessRefused(online.pay([{ invoiceId, amount: BigInt(one.amount) }])));
    case 'repeat': {
      const event = pick(online.double.events, one.at);
      return event && online.bring(event);
    }
    case 'refund': {
      const { rows } = await test.as(fin, listCredits, { isOpen: true, limit: 50 });
      const lot = rows.find(({ provider }) => provider !== null);
      online.double.failRefunds(one.fails);
      if (lot)
        await unlessRefused(test.as(fin, refundThroughProvider, { id: lot.id, amount: BigInt(one.amount), note: '' }));
      await settle(test);
      online.double.failRefunds(false);
      return bringNew(before);
    }
    case 'refundOutside':
    case 'dispute': {
      const intent = pick(intents, one.at);
      if (!intent) return;
      if (one.kind === 'refundOutside') await online.double.refundOutside(intent, one.amount);
      else await online.double.dispute(intent, one.amount, 'lost');
      return bringNew(before);
    }
    case 'credit': {
      const lines = [{ position: 1, amount: BigInt(one.amount) }];
      return void (await unlessRefused(test.as(fin, createCreditNote, { id: invoiceId, reason: 'Less', lines })));
    }
    case 'creditThere': {
      const credit = { id: invoiceId, amount: BigInt(one.amount), reason: 'Less' };
      return void (await unlessRefused(test.as(fin, creditOpeningBalance, credit)));
    }
    case 'forgive': {
      const lost = { id: invoiceId, amount: BigInt(one.amount), reason: 'Lost' };
      return void (await unlessRefused(test.as(fin, writeOffInvoice, lost)));
    }
    case 'void':
      return void (await unlessRefused(test.as(fin, voidInvoice, { id: invoiceId, reason: 'Wrong' })));
    case 'unapply': {
      const paid = pick(await allocations(), one.at);
      return void (paid && (await unlessRefused(test.as(fin, unapplyPayment, paid))));
    }
    case 'earn': {
      const asOf = `2027-${String(one.month).padStart(2, '0')}-01`;
      return void (await test.inside(scene.tenant, (ctx) => recognise(ctx, asOf)));
    }
  }
}

/** What is open, counted from the documents and what settled them, and what the aging says. */
async function openAndAged() {
  const open = await test.rows<{ total: bigint }>(
    scene.tenant,
    sql`select coalesce(sum(i.total - coalesce(s.settled, 0)), 0)::bigint as total from invoices i
        left join (select invoice_id, sum(amount) as settled from invoice_settlements where tenant_id = ${scene.tenant} group by invoice_id) s
          on s.invoice_id = i.id
        where i.tenant_id = ${scene.tenant} and i.state = 'final' and i.kind <> 'credit_note'`,
  );
  const { totals } = await test.as(scene.fin, readAging, { on: '2190-01-01' });
  return { open: open[0]?.total, aged: totals[0]?.total ?? 0n };
}

it('keeps the books whole whatever is taken over, paid, refunded, repeated, disputed, credited, forgiven, voided and earned', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 9 }), fc.bigInt(1n, 20_000n), async (steps, open) => {
      const former = { number: `R-${taken++}`, originalTotal: 20_000n, open };
      const { id } = await takeOver(test, scene, former);
      const invoices = [await online.invoice('10000'), id, await online.invoice('7777')];
      for (const one of steps) await walk(one, invoices);
      expect((await test.as(scene.fin, billingInvariants, {})).violations).toEqual([]);
      const sums = await openAndAged();
      expect(sums.aged).toBe(sums.open);
    }),
    { numRuns: 8, endOnFailure: true },
  );
}, 300_000);
