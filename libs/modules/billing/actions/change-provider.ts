import { defineAction, sealPassword, type Ctx } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { comparePaymentProvider, removePaymentProvider, savePaymentProvider, testPaymentProvider } from '../contract';
import { compareProvider } from '../jobs/compare-provider';
import { testProvider } from '../jobs/test-provider';
import { providerRow } from '../providers/open-provider';
import { paymentProviders } from '../tables/providers';

const permission = 'billing_settings.update';

/** The audit trail says that keys were changed, never what they are. */
const recorded = (ctx: Ctx, action: string, subjectId: string, before: object | null, after: object | null) =>
  recordChange(ctx, { action, subject: 'payment_providers', subjectId, before: { ...before }, after: { ...after } });

/** Sets a provider up or changes it. A key that is left out stays; taking payments needs key and signing secret. */
export const savePaymentProviderAction = defineAction(savePaymentProvider, {
  permission,
  run: async (ctx, { kind, version, key, secret, ...plain }) => {
    const known = await ctx.db.find(paymentProviders, { kind });
    const sealed = {
      ...(key
        ? { sealedKey: sealPassword(ctx.tenant, key), keyHint: key.slice(-4), isLive: key.includes('_live_') }
        : {}),
      ...(secret ? { sealedSecret: sealPassword(ctx.tenant, secret) } : {}),
      ...(key ? { testState: null, testText: null, accountName: '' } : {}),
    };
    const hasKey = Boolean(key ?? known?.sealedKey);
    const hasSecret = Boolean(secret ?? known?.sealedSecret);
    if (plain.isActive && !(hasKey && hasSecret)) {
      throw invalid('Enter the secret key and the signing secret before you take payments.', {
        ...(hasKey ? {} : { key: 'Enter the secret key.' }),
        ...(hasSecret ? {} : { secret: 'Enter the signing secret.' }),
      });
    }
    const row = known
      ? await ctx.db.update(paymentProviders, known.id, { ...plain, ...sealed }, version)
      : await ctx.db.insert(paymentProviders, { kind, ...plain, ...sealed });
    const before = known ? { isActive: known.isActive, currencies: known.currencies, keyHint: known.keyHint } : null;
    await recorded(ctx, savePaymentProvider.name, row.id, before, {
      ...plain,
      keyHint: row.keyHint,
      isNewSecret: !!secret,
    });
    ctx.touch('payment_provider');
    return { version: row.version };
  },
});

/** Forgets the provider and its keys; payments that it took stay in the books. */
export const removePaymentProviderAction = defineAction(removePaymentProvider, {
  permission,
  run: async (ctx, { kind }) => {
    const known = await ctx.db.find(paymentProviders, { kind });
    if (!known) return {};
    await ctx.db.remove(paymentProviders, known.id);
    await recorded(ctx, removePaymentProvider.name, known.id, { keyHint: known.keyHint }, null);
    ctx.touch('payment_provider');
    return {};
  },
});

/** Asks the worker for a test; it answers on the row. */
export const testPaymentProviderAction = defineAction(testPaymentProvider, {
  permission,
  run: async (ctx, { kind }) => {
    const known = await providerRow(ctx, kind);
    await ctx.db.update(paymentProviders, known.id, { testState: 'running', testText: null, testedAt: ctx.now() });
    await ctx.enqueue(testProvider, { test: ctx.newId(), kind });
    ctx.touch('payment_provider');
    return {};
  },
});

export const comparePaymentProviderAction = defineAction(comparePaymentProvider, {
  permission,
  run: async (ctx, { kind }) => {
    const known = await providerRow(ctx, kind);
    if (!known.isActive) throw refused('payment_provider.off', 'Switch this provider on first.');
    await ctx.enqueue(compareProvider, { at: `${ctx.now().toISOString()}:${ctx.newId()}` });
    return {};
  },
});
