import {
  billingRunFinished,
  invoiceFinalised,
  openingBalanceRecorded,
  paymentRecorded,
  projectBudgetReached,
  purchaseOrderReached,
} from '@kelp/billing';
import { clients } from '@kelp/clients';
import { subscribe } from '@kelp/kernel';
import { formatMoney, localDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { clockText } from '@kelp/time';
import { peopleWithRole } from '../describe-ticket';
import { setOverdueTimer } from '../jobs/tell-overdue-invoices';
import { allAs, notify } from '../notify';

/** A billing run is through: finance hears how many drafts wait to be checked. */
export const onBillingRunFinishedTellFinance = subscribe(
  billingRunFinished,
  'on-billing-run-finished-tell-finance',
  async (ctx, { id, payload: { runId, isStopped, drafted, nothing, blocked, failed } }) => {
    await notify(ctx, allAs('finance', await peopleWithRole(ctx, 'Finance')), {
      subtype: 'invoice.generated',
      eventId: id,
      title: (say) => say(isStopped ? 'invoice.generated.stopped' : 'invoice.generated', { drafted }),
      body: (say) => say('invoice.generated.body', { nothing, blocked, failed }),
      link: `/msp/billing/runs/${runId}`,
    });
  },
  { history: 'never' },
);

/** A payment that a colleague or a provider recorded. */
export const onPaymentRecordedTellFinance = subscribe(
  paymentRecorded,
  'on-payment-recorded-tell-finance',
  async (ctx, { id, actor, payload: { clientId, currency, amount, invoiceIds } }) => {
    const { name: client } = await ctx.db.get(clients, clientId);
    const people = (await peopleWithRole(ctx, 'Finance')).filter((person) => person !== actor.id);
    const [first] = invoiceIds;
    await notify(ctx, allAs('finance', people), {
      subtype: 'invoice.paid',
      eventId: id,
      title: (say, locale) => say('invoice.paid', { client, amount: formatMoney(BigInt(amount), currency, locale) }),
      body: '',
      link: first ? `/msp/billing/invoices/${first}` : `/msp/clients/${clientId}`,
      clientId,
    });
  },
  { history: 'never' },
);

/** Much or all of a client's purchase order is taken; each level is told once. */
export const onPurchaseOrderReachedTellFinance = subscribe(
  purchaseOrderReached,
  'on-purchase-order-reached-tell-finance',
  async (ctx, { id, payload: { clientId, number, percent, currency, remaining } }) => {
    const { name: client } = await ctx.db.get(clients, clientId);
    const left = BigInt(remaining);
    await notify(ctx, allAs('finance', await peopleWithRole(ctx, 'Finance')), {
      subtype: 'purchase_order.reached',
      eventId: id,
      title: (say) =>
        say(percent === 100 ? 'purchase_order.reached.all' : 'purchase_order.reached', { client, number, percent }),
      body: (say, locale) =>
        say('purchase_order.reached.left', { left: formatMoney(left > 0n ? left : 0n, currency, locale) }),
      link: `/msp/clients/${clientId}`,
      clientId,
    });
  },
  { history: 'never' },
);

/** A project has used much or all of its budget; each level is told once, to finance and to managers. */
export const onProjectBudgetReachedTellFinance = subscribe(
  projectBudgetReached,
  'on-project-budget-reached-tell-finance',
  async (ctx, { id, payload: { clientId, contractId, name, currency, measure, percent, used, budget } }) => {
    const { name: client } = await ctx.db.get(clients, clientId);
    const [finance, managers] = [await peopleWithRole(ctx, 'Finance'), await peopleWithRole(ctx, 'Manager')];
    const people = [
      ...allAs('finance', finance),
      ...allAs(
        'manager',
        managers.filter((one) => !finance.includes(one)),
      ),
    ];
    const shown = (amount: string, locale: string) =>
      measure === 'money' ? formatMoney(BigInt(amount), currency, locale) : `${clockText(Number(amount))} h`;
    await notify(ctx, people, {
      subtype: 'project.budget_reached',
      eventId: id,
      title: (say) =>
        say(percent === 100 ? 'project.budget_reached.all' : 'project.budget_reached', { client, name, percent }),
      body: (say, locale) =>
        say('project.budget_reached.body', { used: shown(used, locale), budget: shown(budget, locale) }),
      link: `/msp/contracts/${contractId}`,
      clientId,
    });
  },
  { history: 'never' },
);

/** From now on the day after its due date is watched. */
export const onInvoiceFinalisedWatchDueDate = subscribe(
  invoiceFinalised,
  'on-invoice-finalised-watch-due-date',
  async (ctx, { payload: { invoiceId, dueDate } }) => {
    await setOverdueTimer(ctx, invoiceId, dueDate);
  },
  { history: 'never' },
);

/** Likewise that of an open invoice of another system, while it is still to come: what was late before is no news. */
export const onOpeningBalanceRecordedWatchDueDate = subscribe(
  openingBalanceRecorded,
  'on-opening-balance-recorded-watch-due-date',
  async (ctx, { payload: { invoiceId, dueDate } }) => {
    const { zone } = await readTenant(ctx);
    if (dueDate >= localDate(ctx.now(), zone)) await setOverdueTimer(ctx, invoiceId, dueDate);
  },
);
