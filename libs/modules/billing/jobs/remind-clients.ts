import { billingProfiles } from '@kelp/contracts';
import { clients } from '@kelp/clients';
import { defineJob, defineSchedule, sendEmail, z, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { daysBetween, formatLocalDate, formatMoney, type LocalDate } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { isOurs } from '../domain/document-kind';
import { nextReminder, type ReminderStep } from '../domain/next-reminder';
import { invoiceRecipient } from '../queries/invoice-recipient';
import { reminderMail } from '../emails/reminder-mail';
import { today } from '../load/today';
import { openItemsOn } from '../queries/open-items';
import { reminderSteps } from '../settings';
import { invoices } from '../tables';
import { reminders } from '../tables/receivables';
import { invoiceAddress } from './mail-invoice';

interface Candidate {
  id: string;
  dueDate: LocalDate;
  /** Owed, less what is disputed. */
  amount: bigint;
  step: ReminderStep;
}

interface Held {
  invoiceId: string;
  disputed: bigint;
  sent: number[];
  isPaused: boolean;
}

/** Overdue invoices for which a step has come due: not paused, and with more owed than is disputed. */
async function candidates(ctx: Ctx, steps: readonly ReminderStep[], on: LocalDate): Promise<Candidate[]> {
  const items = (await openItemsOn(ctx, on)).filter(({ dueDate }) => dueDate < on);
  const held = await ctx.db.rows<Held>(
    sql`select i.id as invoice_id, i.reminders_paused as is_paused,
          coalesce((select sum(l.net + l.tax) from line_disputes d join invoice_lines l on l.tenant_id = d.tenant_id and l.id = d.line_id
            where d.tenant_id = i.tenant_id and d.invoice_id = i.id and d.resolved_at is null), 0)::bigint as disputed,
          coalesce((select json_agg(r.step_days) from reminders r where r.tenant_id = i.tenant_id and r.invoice_id = i.id), '[]') as sent
        from invoices i where i.tenant_id = ${ctx.tenant} and i.id = any(${items.map(({ id }) => id)}::uuid[])`,
  );
  const heldOf = new Map(held.map((row) => [row.invoiceId, row]));
  return items.flatMap(({ id, dueDate, amountDue }) => {
    const row = heldOf.get(id);
    const step = row && !row.isPaused ? nextReminder(steps, daysBetween(dueDate, on), row.sent) : null;
    const amount = amountDue - (row?.disputed ?? 0n);
    return step && amount > 0n ? [{ id, dueDate, amount, step }] : [];
  });
}

/** Mails one reminder and keeps it; nothing when the client has no address for invoices, or a PDF of ours is not drawn yet. */
async function remind(ctx: Ctx, { id, dueDate, amount, step }: Candidate): Promise<void> {
  const invoice = await ctx.db.lock(invoices, id);
  const profile = await ctx.db.get(billingProfiles, invoice.billingProfileId);
  const address = await invoiceRecipient(ctx, invoice.clientId, profile);
  const isWaiting = isOurs(invoice.kind) && invoice.pdfKey === null;
  if (!address || isWaiting || invoice.remindersPaused) return;
  const [workspace, client] = await Promise.all([readTenant(ctx), ctx.db.get(clients, invoice.clientId)]);
  const locale = client.locale ?? workspace.locale;
  const number = invoice.numberText ?? '';
  await ctx.db.insertMany(reminders, [
    { id: ctx.newId(), invoiceId: id, stepDays: step.days, amount, sentTo: address, sentAt: ctx.now() },
  ]);
  await sendEmail(ctx, reminderMail, {
    to: { address, name: invoice.clientName },
    locale,
    dedupeKey: `reminder:${id}:${step.days}`,
    attachments: invoice.pdfKey
      ? [{ key: invoice.pdfKey, filename: `${number}.pdf`, contentType: 'application/pdf' }]
      : [],
    about: { type: 'invoice', id },
    props: {
      number,
      seller: workspace.name,
      client: invoice.clientName,
      message: step.message,
      amount: formatMoney(amount, invoice.currency, locale),
      dueDate: formatLocalDate(dueDate, locale, 'medium'),
      url: await invoiceAddress(ctx, id),
    },
  });
}

/** Reminds clients of what is overdue, by the steps of the workspace; without steps nobody is reminded. */
export const remindClients = defineJob({
  name: 'billing.remind_clients',
  queue: 'billing',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  process: async (unit) => {
    const due = await unit.transaction(async (ctx) => {
      const steps = await ctx.setting(reminderSteps);
      return steps.length === 0 ? [] : candidates(ctx, steps, await today(ctx));
    });
    for (const candidate of due) await unit.transaction((ctx) => remind(ctx, candidate));
  },
});

export const remindClientsEveryDay = defineSchedule('billing.remind_clients', '20 14 * * *', 'UTC', remindClients);
