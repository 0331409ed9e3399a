import { defineAction } from '@kelp/kernel';
import { AppError } from '@kelp/std';
import { confirmPasskey } from '../contract';
import { afterFactorAdded } from '../factors/add-factor';
import { readNewPasskey } from '../factors/passkey';
import { assertProved, takeChallenge } from '../factors/prove';
import { mfaFactors } from '../tables';
import { ownRow } from './update-me';

/** Keeps a new passkey that answered the challenge of `me.start_passkey`. */
export const confirmPasskeyAction = defineAction(confirmPasskey, {
  signedIn: true,
  run: async (ctx, { response, name }) => {
    const me = await ownRow(ctx);
    await assertProved(ctx);
    const challenge = await takeChallenge(ctx, me.id);
    if (!challenge) throw new AppError('challenge_expired', 409, 'That took a while. Start adding the passkey again.');
    const passkey = await readNewPasskey(response, challenge);
    const row = { userId: me.id, kind: 'passkey' as const, name, confirmedAt: ctx.now(), ...passkey };
    return afterFactorAdded(ctx, me, await ctx.db.insert(mfaFactors, row));
  },
});
