import { services } from '@kelp/catalog';
import { clients } from '@kelp/clients';
import { billingProfiles } from '@kelp/contracts';
import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid, isCurrency, notFound } from '@kelp/std';
import { giveCredit } from '../contract';
import { adjustmentPostings } from '../domain/postings';
import { creditGranted } from '../events';
import { today } from '../load/today';
import { creditLots } from '../tables/credits';
import { bookEntries } from '../write/book-entries';

/** Throws when the profile is not one of the client's. */
export async function assertProfileOf(ctx: Ctx, clientId: string, billingProfileId: string | undefined): Promise<void> {
  if (!billingProfileId) return;
  const profile = await ctx.db.find(billingProfiles, { id: billingProfileId, clientId });
  if (!profile) throw invalid('This billing profile belongs to another client. Choose one of this client.');
}

async function assertServices(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const known = await ctx.db.list(services, { id: ids });
  if (known.length !== ids.length) throw notFound(services.noun);
}

/** Credit as a gesture: an expense of the workspace, a liability to the client. */
export const giveCreditAction = defineAction(giveCredit, {
  permission: 'credit.create',
  run: async (ctx, { clientId, billingProfileId, amount, currency, reason, expiresOn, serviceIds }) => {
    await ctx.db.lock(clients, clientId);
    if (!isCurrency(currency)) throw invalid(`${currency} is not a currency.`, { currency: 'Choose a currency.' });
    if (expiresOn !== undefined && expiresOn <= (await today(ctx))) {
      throw invalid('This credit would be expired already.', { expiresOn: 'Choose a later day.' });
    }
    await assertProfileOf(ctx, clientId, billingProfileId);
    const scope = [...new Set(serviceIds)];
    await assertServices(ctx, scope);
    const id = ctx.newId();
    await ctx.db.insertMany(creditLots, [
      {
        id,
        clientId,
        billingProfileId: billingProfileId ?? null,
        currency,
        amount,
        source: 'adjustment',
        sourceId: id,
        serviceIds: scope,
        expiresOn: expiresOn ?? null,
        reason,
        grantedAt: ctx.now(),
        grantedBy: ctx.actor.name,
      },
    ]);
    const entry = {
      kind: 'adjustment' as const,
      sourceId: id,
      clientId,
      invoiceId: null,
      paymentId: null,
      lotId: id,
      currency,
    };
    await bookEntries(ctx, [{ ...entry, postings: adjustmentPostings({ clientId, currency }, amount) }]);
    ctx.emit(creditGranted, id, { creditId: id, clientId, currency, amount: amount.toString(), source: 'adjustment' });
    ctx.touch('invoice');
    return { id };
  },
});
