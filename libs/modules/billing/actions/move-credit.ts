import { clients } from '@kelp/clients';
import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { formatLocalDate, formatMoney, invalid, refused } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { refundCredit, transferCredit } from '../contract';
import { refundPostings, transferPostings } from '../domain/postings';
import { creditRefunded } from '../events';
import { today } from '../load/today';
import { creditLots, creditUses, refunds } from '../tables/credits';
import { bookEntries } from '../write/book-entries';
import { lockLots } from '../write/use-credit';
import { assertProfileOf } from './give-credit';

/** A lot, locked, with what is left of it. Throws when that is less than asked for, or expired. */
async function lockLot(ctx: Ctx, id: string, wanted: bigint | undefined) {
  const lot = await ctx.db.get(creditLots, id);
  const [left] = await lockLots(ctx, [lot.clientId], id);
  const remaining = left?.remaining ?? 0n;
  if (remaining === 0n) throw refused('credit.used', 'Nothing is left of this credit.');
  if (lot.expiresOn !== null && lot.expiresOn <= (await today(ctx))) {
    throw refused('credit.expired', `This credit expired on ${formatLocalDate(lot.expiresOn, ctx.locale, 'medium')}.`);
  }
  const amount = wanted ?? remaining;
  if (amount > remaining) {
    const { locale } = await readTenant(ctx);
    throw invalid(`Only ${formatMoney(remaining, lot.currency, locale)} is left of this credit.`);
  }
  return { lot, amount, remaining };
}

/** The client at the top of each client's family. */
async function topOf(ctx: Ctx, clientId: string): Promise<string> {
  const { id } = await ctx.db.one<{ id: string }>(
    sql`with recursive up as (
          select id, parent_id from clients where tenant_id = ${ctx.tenant} and id = ${clientId}
          union select c.id, c.parent_id from clients c join up on c.id = up.parent_id where c.tenant_id = ${ctx.tenant})
        select id from up where parent_id is null`,
  );
  return id;
}

/** Moves credit within a family of clients or between billing profiles: out of one lot into a new one that expires alike. */
export const transferCreditAction = defineAction(transferCredit, {
  permission: 'credit.transfer',
  run: async (ctx, { id, toClientId, toBillingProfileId, amount: wanted, reason }) => {
    await ctx.db.get(clients, toClientId);
    const { lot, amount } = await lockLot(ctx, id, wanted);
    const { clientId, currency, serviceIds, expiresOn } = lot;
    if (clientId !== toClientId && (await topOf(ctx, clientId)) !== (await topOf(ctx, toClientId))) {
      throw refused('credit.other_family', 'Credit moves only between clients of one family. Pay it back instead.');
    }
    if (clientId === toClientId && (toBillingProfileId ?? null) === lot.billingProfileId) {
      throw invalid('The credit is there already. Choose another client or billing profile.');
    }
    await assertProfileOf(ctx, toClientId, toBillingProfileId);
    const [useId, newLot] = [ctx.newId(), ctx.newId()];
    const by = { usedAt: ctx.now(), usedBy: ctx.actor.name };
    await ctx.db.insertMany(creditUses, [{ id: useId, lotId: id, kind: 'transfer', amount, ...by }]);
    await ctx.db.insertMany(creditLots, [
      {
        id: newLot,
        clientId: toClientId,
        billingProfileId: toBillingProfileId ?? null,
        ...{ currency, amount, serviceIds, expiresOn, reason },
        source: 'transfer',
        sourceId: useId,
        grantedAt: ctx.now(),
        grantedBy: ctx.actor.name,
      },
    ]);
    const base = { invoiceId: null, paymentId: null, currency };
    const { out, into } = transferPostings({ clientId, currency }, { clientId: toClientId, currency }, amount);
    await bookEntries(ctx, [
      { ...base, kind: 'transfer_out', sourceId: useId, clientId, lotId: id, postings: out },
      { ...base, kind: 'transfer_in', sourceId: newLot, clientId: toClientId, lotId: newLot, postings: into },
    ]);
    ctx.touch('credit');
    return { id: newLot };
  },
});

/** Pays credit out; the refund names the payment that it came from, where there is one. */
export const refundCreditAction = defineAction(refundCredit, {
  permission: 'credit.refund',
  run: async (ctx, { id, amount, refundedOn, method, reference, note }) => {
    const { lot, remaining } = await lockLot(ctx, id, amount);
    const { clientId, currency, paymentId } = lot;
    const [useId, refundId] = [ctx.newId(), ctx.newId()];
    const by = { usedAt: ctx.now(), usedBy: ctx.actor.name };
    await ctx.db.insertMany(creditUses, [{ id: useId, lotId: id, kind: 'refund', amount, ...by }]);
    await ctx.db.insertMany(refunds, [
      {
        id: refundId,
        ...{ clientId, useId, paymentId, currency, amount, method, reference, note },
        refundedOn: refundedOn ?? (await today(ctx)),
        recordedBy: ctx.actor.name,
      },
    ]);
    const entry = {
      kind: 'refund' as const,
      sourceId: refundId,
      clientId,
      invoiceId: null,
      paymentId,
      lotId: id,
      currency,
    };
    await bookEntries(ctx, [
      { ...entry, postings: refundPostings({ clientId, currency }, amount, 'credit_liability') },
    ]);
    ctx.emit(creditRefunded, refundId, { refundId, creditId: id, clientId, currency, amount: amount.toString() });
    ctx.touch('credit');
    return { id: refundId, remaining: remaining - amount };
  },
});
