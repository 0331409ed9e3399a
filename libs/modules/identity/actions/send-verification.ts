import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { sendVerification } from '../contract';
import { sendAddressCheck } from '../invite';
import { ownRow } from './update-me';

/** Mails a link that proves the own address; older ones are void. */
export const sendVerificationAction = defineAction(sendVerification, {
  signedIn: true,
  run: async (ctx) => {
    const me = await ownRow(ctx);
    if (me.emailVerifiedAt) throw refused('email.verified', 'Your address is confirmed already.');
    await sendAddressCheck(ctx, me);
    return {};
  },
});
