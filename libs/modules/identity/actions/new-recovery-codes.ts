import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { newRecoveryCodes } from '../contract';
import { assertProved } from '../factors/prove';
import { writeRecoveryCodes } from '../factors/recovery';
import { tellOfChange } from '../factors/tell-of-change';
import { confirmedFactors } from '../factors/use-factor';
import { ownRow } from './update-me';

/** Ten new recovery codes, told this once; the former ones are void. */
export const newRecoveryCodesAction = defineAction(newRecoveryCodes, {
  signedIn: true,
  run: async (ctx) => {
    const me = await ownRow(ctx);
    await assertProved(ctx);
    if ((await confirmedFactors(ctx, me.id)).length === 0)
      throw refused('second_factor.none', 'Recovery codes stand in for a second factor. Add one first.');
    const recoveryCodes = await writeRecoveryCodes(ctx, me.id);
    const after = { recoveryCodes: recoveryCodes.length };
    await recordChange(ctx, {
      action: 'me.new_recovery_codes',
      subject: 'users',
      subjectId: me.id,
      before: null,
      after,
    });
    await tellOfChange(ctx, me, { kind: 'codes' });
    return { recoveryCodes };
  },
});
