import { setTimeout as delay } from 'node:timers/promises';
import { finaliseInvoices, getBillingRun, invoices, recordPayment, startBillingRun } from '@kelp/billing';
import { consumeAll } from '@kelp/kernel';
import { addDays } from '@kelp/std';
import { at, type Firm } from './history';
import type { Stage } from './stage';

const patienceTurns = 240;

/** The first day of the month of `day`. */
const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

/** Does the run's work here, or waits for the worker that took it first. */
async function waitForRun(stage: Stage, runId: string, billedAt: Date): Promise<void> {
  for (let turn = 0; turn < patienceTurns; turn += 1) {
    await consumeAll(stage.engines);
    const run = await stage.as('fin', billedAt, getBillingRun, { id: runId, limit: 1 });
    if (run.state === 'finished') return;
    await delay(250);
  }
  throw new Error('The demo’s billing run did not end. Is a worker stuck? See /admin/events.');
}

/** Bills the month before last as fin did on the second of last month: a run, finalised invoices, most of them paid. */
export async function playMonthEnd(stage: Stage, firms: readonly Firm[], today: string): Promise<void> {
  const cutOff = firstOfMonth(addDays(firstOfMonth(today), -1));
  const billedAt = at(addDays(cutOff, 1), 10);
  const { id: runId } = await stage.as('fin', billedAt, startBillingRun, {
    cutOff,
    clientIds: firms.map((firm) => firm.id),
  });
  if (!runId) return;
  await waitForRun(stage, runId, billedAt);
  const { skipped } = await stage.as('fin', at(addDays(cutOff, 1), 11), finaliseInvoices, { runId });
  if (skipped[0]) throw new Error(`The demo could not finalise an invoice: ${skipped[0].reason}`);
  const final = await stage.inside(billedAt, (ctx) => ctx.db.list(invoices, { state: 'final' }));
  for (const [index, invoice] of final.entries()) {
    if (index % 5 === 4) continue;
    const paidOn = addDays(cutOff, 8 + index);
    await stage.as('fin', at(paidOn, 9), recordPayment, {
      clientId: invoice.clientId,
      amount: invoice.total,
      currency: invoice.currency,
      receivedOn: paidOn,
      method: 'bank_transfer',
      provider: 'manual',
      note: '',
    });
  }
}
