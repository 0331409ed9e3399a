import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { formatMoney, invalid, notFound, refused } from '@kelp/std';
import { askingKinds } from '../domain/document-kind';
import { openCheckout } from '../jobs/open-checkout';
import { providerFor } from '../providers/open-provider';
import { dueOf } from '../queries/amount-due';
import { invoices } from '../tables';
import { paymentAttemptParts, paymentAttempts } from '../tables/providers';
import { lockAccounts } from './lock-accounts';

interface Wanted {
  invoiceId: string;
  /** Minor units; all that is due without it. */
  amount?: bigint | undefined;
}

const mostInvoices = 50;

async function lockChosen(ctx: Ctx, wanted: readonly Wanted[]) {
  const ids = [...new Set(wanted.map(({ invoiceId }) => invoiceId))];
  if (ids.length !== wanted.length) throw invalid('Name each invoice once.');
  const found = await ctx.db.list(invoices, { id: ids, state: 'final', kind: [...askingKinds] });
  const [first] = found;
  if (!first || found.length !== ids.length) throw notFound('invoice');
  if (found.some(({ currency }) => currency !== first.currency)) {
    throw refused('online_payment.currencies', 'Invoices in different currencies are paid one after another.');
  }
  if (found.some(({ clientId }) => clientId !== first.clientId)) {
    throw refused(
      'online_payment.clients',
      'These invoices belong to different companies. Pay them one after another.',
    );
  }
  await lockAccounts(ctx, [first.clientId]);
  return ctx.db.list(invoices, { id: ids }, { orderBy: 'id', lock: true });
}

interface Attempt {
  id: string;
  state: string;
  parts: string;
}

/** Payments of these invoices that are under way, with what they pay, in one order. */
const underWay = (ctx: Ctx, invoiceIds: readonly string[]) =>
  ctx.db.rows<Attempt>(
    sql`select a.id, a.state, string_agg(concat(p.invoice_id, ':', p.amount), ' ' order by p.invoice_id) as parts
        from payment_attempts a join payment_attempt_parts p on p.tenant_id = a.tenant_id and p.attempt_id = a.id
        where a.tenant_id = ${ctx.tenant} and a.state in ('opening', 'open', 'processing')
          and (a.expires_at is null or a.expires_at > ${ctx.now()})
          and exists (select from payment_attempt_parts q where q.tenant_id = a.tenant_id and q.attempt_id = a.id
            and q.invoice_id = any(${invoiceIds}::uuid[]))
        group by a.id, a.state order by a.id desc`,
  );

/**
 * Begins a payment of open invoices on the provider's own page. Asked for again, it is the same one while it is open; while another is
 * being confirmed by a bank, nothing more is begun. Returns the attempt's id; throws a sentence for what cannot be paid.
 */
export async function openAttempt(ctx: Ctx, wanted: readonly Wanted[], locale: string): Promise<string> {
  if (wanted.length > mostInvoices) throw invalid(`Pay at most ${mostInvoices} invoices at once.`);
  const chosen = await lockChosen(ctx, wanted);
  const { currency = '', clientId = '' } = chosen[0] ?? {};
  const provider = await providerFor(ctx, currency);
  if (!provider) throw refused('online_payment.off', 'These invoices cannot be paid on line at the moment.');
  const parts = await Promise.all(
    chosen.map(async (invoice) => {
      const due = await dueOf(ctx, invoice);
      const amount = wanted.find(({ invoiceId }) => invoiceId === invoice.id)?.amount ?? due;
      if (due <= 0n) throw refused('invoice.paid', `${invoice.numberText} is paid already.`);
      if (amount <= 0n || amount > due) {
        throw invalid(`Pay at most ${formatMoney(due, currency, locale)} of ${invoice.numberText}.`);
      }
      if (amount !== due && !provider.allowsPartial) {
        throw refused('online_payment.partial', `Please pay all of ${invoice.numberText}.`);
      }
      return { invoiceId: invoice.id, amount };
    }),
  );
  const open = await underWay(
    ctx,
    parts.map(({ invoiceId }) => invoiceId),
  );
  if (open.some(({ state }) => state === 'processing')) {
    throw refused('online_payment.under_way', 'A payment of this is being confirmed. Please wait until it is done.');
  }
  const key = parts.map(({ invoiceId, amount }) => `${invoiceId}:${amount}`).join(' ');
  const same = open.find((attempt) => attempt.parts === key);
  if (same) return same.id;
  const id = ctx.newId();
  await ctx.db.insert(paymentAttempts, {
    ...{ id, provider: provider.kind, clientId, currency, locale },
    amount: parts.reduce((sum, part) => sum + part.amount, 0n),
    startedBy: ctx.actor.name,
    startedById: ctx.actor.id,
  });
  await ctx.db.insertMany(
    paymentAttemptParts,
    parts.map((part) => ({ attemptId: id, ...part })),
  );
  await ctx.enqueue(openCheckout, { attemptId: id });
  return id;
}
