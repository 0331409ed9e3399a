import { defineJob, defineSchedule, z, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { daysBetween, formatLocalDate, formatMoney, groupBy, refused, type LocalDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { clients } from '@kelp/clients';
import { billingProfiles } from '@kelp/contracts';
import { draftOfLines } from '../actions/create-draft';
import { billingRules } from '../billing-rules';
import { lateFee } from '../domain/late-fee';
import { today } from '../load/today';
import { openItemsOn } from '../queries/open-items';
import { reminderSteps } from '../settings';
import { lateFees } from '../tables/late-fees';
import { lockAccounts } from '../write/lock-accounts';

interface Candidate {
  id: string;
  number: string;
  clientId: string;
  billingProfileId: string;
  currency: string;
  total: bigint;
  dueDate: LocalDate;
  disputed: bigint;
  charged: bigint;
  steps: number[];
  due: bigint;
}

interface Fee extends Candidate {
  step: number;
  fee: bigint;
  basis: bigint;
  daysOverdue: number;
}

/** Overdue invoices that may be charged: not paused, no fee invoices themselves, of clients that are not exempt. */
async function candidates(ctx: Ctx, on: LocalDate, ofClient?: string): Promise<Candidate[]> {
  const overdue = (await openItemsOn(ctx, on, ofClient)).filter(({ dueDate }) => dueDate < on);
  const dueOf = new Map(overdue.map(({ id, amountDue }) => [id, amountDue]));
  const rows = await ctx.db.rows<Omit<Candidate, 'due'>>(
    sql`select i.id, i.number_text as number, i.client_id, i.billing_profile_id, i.currency, i.total, i.due_date,
          coalesce((select sum(l.net + l.tax) from line_disputes d join invoice_lines l on l.tenant_id = d.tenant_id and l.id = d.line_id
            where d.tenant_id = i.tenant_id and d.invoice_id = i.id and d.resolved_at is null), 0)::bigint as disputed,
          coalesce((select sum(f.amount) from late_fees f where f.tenant_id = i.tenant_id and f.invoice_id = i.id), 0)::bigint as charged,
          coalesce((select json_agg(f.step_days) from late_fees f where f.tenant_id = i.tenant_id and f.invoice_id = i.id), '[]') as steps
        from invoices i where i.tenant_id = ${ctx.tenant} and i.id = any(${[...dueOf.keys()]}::uuid[]) and not i.reminders_paused
          and not exists (select from late_fees f where f.tenant_id = i.tenant_id and f.fee_invoice_id = i.id)
          and not exists (select from late_fee_exemptions e where e.tenant_id = i.tenant_id and e.client_id = i.client_id)
        order by i.due_date, i.id`,
  );
  return rows.map((row) => ({ ...row, due: dueOf.get(row.id) ?? 0n }));
}

/** The fees that have come due, one a step, of one client or of all; a step that was missed is not made up for when a later one is due. */
async function feesDue(ctx: Ctx, on: LocalDate, ofClient?: string): Promise<Fee[]> {
  const { lateFee: rule } = await ctx.setting(billingRules);
  const steps = (await ctx.setting(reminderSteps)).map(({ days }) => days).sort((a, b) => b - a);
  if (!rule || steps.length === 0) return [];
  return (await candidates(ctx, on, ofClient)).flatMap((one) => {
    const daysOverdue = daysBetween(one.dueDate, on);
    const step = steps.find((days) => days <= daysOverdue && days > rule.graceDays);
    if (step === undefined || one.steps.some((charged) => charged >= step)) return [];
    const basis = one.due - one.disputed;
    const fee = lateFee(rule, { ...one, basis, daysOverdue });
    return fee > 0n ? [{ ...one, step, fee, basis, daysOverdue }] : [];
  });
}

/** A draft of fees in the currency of the invoices that they are for, whatever the profile bills in today; no purchase order is for them. */
async function draftFees(ctx: Ctx, fee: Fee, lines: Parameters<typeof draftOfLines>[2]): Promise<string> {
  const payer = await payerOf(ctx, fee);
  return (await draftOfLines(ctx, payer, lines, { currency: fee.currency, takes: false })).id;
}

/** Who pays the fee: the client of the invoice, or whom it was merged into, by its profile in the currency or its default one. */
async function payerOf(ctx: Ctx, { clientId, billingProfileId, currency }: Fee) {
  const own = await ctx.db.lock(clients, clientId);
  if (own.mergedIntoId === null) return { client: own, profile: await ctx.db.get(billingProfiles, billingProfileId) };
  const client = await ctx.db.lock(clients, own.mergedIntoId);
  await lockAccounts(ctx, [client.id]);
  const profiles = await ctx.db.list(billingProfiles, { clientId: client.id }, { orderBy: 'name' });
  const isDefault = profiles.find((one) => one.isDefault);
  const profile = isDefault?.currency === currency ? isDefault : profiles.find((one) => one.currency === currency);
  const paying = profile ?? isDefault;
  if (!paying) {
    throw refused('billing.profile_missing', `${client.name} has no billing profile. Add one on the client's page.`);
  }
  return { client, profile: paying };
}

/** One draft for each client, billing profile and currency: a line for each fee that says how it came about. Finance looks at it before it goes. */
async function charge(ctx: Ctx, fees: readonly Fee[]): Promise<void> {
  const [first] = fees;
  const { lateFee: rule } = await ctx.setting(billingRules);
  if (!first || !rule) return;
  const { locale } = await readTenant(ctx);
  const feeInvoiceId = await draftFees(
    ctx,
    first,
    fees.map(({ number, dueDate, basis, daysOverdue, currency, fee }) => ({
      description: `Late fee for ${number}: ${rule.percent === null ? '' : `${rule.percent} % of `}${formatMoney(basis, currency, locale)} due ${formatLocalDate(dueDate, locale, 'medium')}, ${daysOverdue} days overdue`,
      quantity: '1',
      unitPrice: fee.toString(),
      taxCategoryId: rule.taxCategoryId,
    })),
  );
  await ctx.db.insertMany(
    lateFees,
    fees.map(({ id, step, currency, fee, basis }) => ({
      ...{ id: ctx.newId(), invoiceId: id, stepDays: step, currency, amount: fee, basis, feeInvoiceId },
      chargedAt: ctx.now(),
    })),
  );
}

/** Charges what the workspace has agreed with its clients for late payment; off until a rule and reminder steps are set. */
export const chargeLateFees = defineJob({
  name: 'billing.charge_late_fees',
  queue: 'billing',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  process: async (unit) => {
    const due = await unit.transaction(async (ctx) => feesDue(ctx, await today(ctx)));
    const byParty = groupBy(due, ({ clientId, billingProfileId, currency }) =>
      [clientId, billingProfileId, currency].join(' '),
    );
    for (const [first] of byParty.values()) {
      if (!first) continue;
      // Looked at again under the lock of the account: two that run at once charge once.
      await unit.transaction(async (ctx) => {
        await lockAccounts(ctx, [first.clientId]);
        const own = (await feesDue(ctx, await today(ctx), first.clientId)).filter(
          ({ clientId, billingProfileId, currency }) =>
            clientId === first.clientId && billingProfileId === first.billingProfileId && currency === first.currency,
        );
        await charge(ctx, own);
      });
    }
  },
});

export const chargeLateFeesEveryDay = defineSchedule('billing.charge_late_fees', '40 14 * * *', 'UTC', chargeLateFees);
