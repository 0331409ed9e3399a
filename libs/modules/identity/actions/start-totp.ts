import { defineAction, sealPassword } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { startTotp } from '../contract';
import { inGroups, newTotpSecret, totpAddress } from '../domain/totp';
import { assertRoomForFactor } from '../factors/add-factor';
import { assertProved } from '../factors/prove';
import { mfaFactors } from '../tables';
import { ownRow } from './update-me';

/** A new secret for an authenticator app. It counts once a code of it was given; a start that was left behind is replaced. */
export const startTotpAction = defineAction(startTotp, {
  signedIn: true,
  run: async (ctx) => {
    const me = await ownRow(ctx);
    await assertProved(ctx);
    await assertRoomForFactor(ctx, me.id);
    await ctx.db.rows(
      sql`delete from mfa_factors where tenant_id = ${ctx.tenant} and user_id = ${me.id} and confirmed_at is null`,
    );
    const secret = newTotpSecret();
    const sealed = sealPassword(ctx.tenant, secret);
    const factor = await ctx.db.insert(mfaFactors, { userId: me.id, kind: 'totp', name: 'App', secret: sealed });
    const { toString: toPicture } = await import('qrcode');
    const address = totpAddress(secret, (await readTenant(ctx)).name, me.email);
    return { id: factor.id, secret: inGroups(secret), picture: await toPicture(address, { type: 'svg', margin: 2 }) };
  },
});
