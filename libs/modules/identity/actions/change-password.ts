import { defineAction } from '@kelp/kernel';
import { verifyPassword } from '@kelp/platform/crypto';
import { invalid } from '@kelp/std';
import { changePassword } from '../contract';
import { setPassword } from '../set-password';
import { ownRow } from './update-me';

/** A new own password, given the present one. All other devices are signed out; a mail tells of it. */
export const changePasswordAction = defineAction(changePassword, {
  signedIn: true,
  run: async (ctx, { current, password }) => {
    const me = await ownRow(ctx);
    if (!me.passwordHash || !(await verifyPassword(me.passwordHash, current))) {
      throw invalid('The present password is not right.', { current: 'This is not your present password.' });
    }
    await setPassword(ctx, me, password, ctx.actor.sessionId);
    return {};
  },
});
