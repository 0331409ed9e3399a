import { setTimeout as delay } from 'node:timers/promises';
import { step } from '../progress.mjs';

/**
 * One transaction stays open for minutes and holds back the horizon of all others; it also wrote an event first, whose id is below those
 * of all that come later. Those flow meanwhile, and the first one is not passed over when it is committed at last.
 */
export const longTransaction = {
  async act({ ledger, options: { seconds } }) {
    const open = await ledger.openTransaction();
    const late = await open.injectPoison();
    let flowed = 0;
    await step(`One transaction stays open for ${seconds} s under load`, async () => {
      await delay(seconds * 1000);
      flowed = await ledger.handledSince(seconds - 1);
    });
    await open.commit();
    return {
      // It is a poison so that its end shows: dead, therefore handled.
      dead: [late],
      did: { 'later events handled while it was open': flowed },
      faults: { 'no later event flowed': Number(flowed === 0) },
    };
  },
};
