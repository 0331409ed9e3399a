import { setTimeout as delay } from 'node:timers/promises';
import { step } from '../progress.mjs';

const every = 100;

/** Of every hundred events one has a payload that no handler can read: it ends dead, and its neighbours in the same batches are handled. */
export const poison = {
  pauseMs: 200,
  async act({ ledger, options: { seconds } }) {
    const dead = [];
    await step(`One poison in ${every} events for ${seconds} s`, async () => {
      const end = Date.now() + seconds * 1000;
      while (Date.now() < end) {
        const { events } = await ledger.totals();
        while (dead.length < events / every) dead.push(await ledger.injectPoison());
        await delay(200);
      }
    });
    return { dead, did: { 'poisoned events': dead.length } };
  },
};
