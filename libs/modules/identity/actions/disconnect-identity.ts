import { defineAction } from '@kelp/kernel';
import { notFound, refused } from '@kelp/std';
import { disconnectIdentity } from '../contract';
import { assertProved } from '../factors/prove';
import { tellOfChange } from '../factors/tell-of-change';
import { confirmedFactors } from '../factors/use-factor';
import { providerIdentities, signInProviders } from '../tables';
import { ownRow } from './update-me';

/** Disconnects an own account somewhere else; the last way in stays. */
export const disconnectIdentityAction = defineAction(disconnectIdentity, {
  signedIn: true,
  run: async (ctx, { id }) => {
    const me = await ownRow(ctx);
    await assertProved(ctx);
    const identity = await ctx.db.lock(providerIdentities, id);
    if (identity.userId !== me.id) throw notFound('connected account');
    await ctx.db.remove(providerIdentities, id);
    const others = await ctx.db.list(providerIdentities, { userId: me.id }, { limit: 1 });
    const hasPasskey = (await confirmedFactors(ctx, me.id)).some((factor) => factor.kind === 'passkey');
    if (me.passwordHash === null && others.length === 0 && !hasPasskey)
      throw refused(
        'provider.last',
        'This is your only way to sign in. Set a password first: “Forgot your password?” on the sign-in page.',
      );
    const provider = await ctx.db.get(signInProviders, identity.providerId);
    await tellOfChange(ctx, me, { kind: 'disconnected', factor: provider.name });
    ctx.touch('user');
    return { id };
  },
});
