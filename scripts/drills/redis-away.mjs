import { setTimeout as delay } from 'node:timers/promises';
import { step } from '../progress.mjs';

/** Redis is away for minutes: writes go on, the outbox grows, and everything catches up when Redis is back. */
export const redisAway = {
  // The outbox is to grow, not the machine to be measured.
  pauseMs: 400,
  async act({ stand, ledger, load, options: { seconds } }) {
    await delay(5000);
    let before = 0;
    let after = 0;
    let grown = 0;
    await step(`Redis is away for ${seconds} s under load`, () =>
      stand.whileRedisIsAway(async () => {
        // What was under way at the moment of the stop has ended by then.
        await delay(1000);
        before = load.acknowledged.tickets.length;
        await delay(seconds * 1000);
        after = load.acknowledged.tickets.length;
        grown = (await ledger.waiting()).unpublished;
      }),
    );
    return {
      did: { 'tickets acknowledged while Redis was away': after - before, 'events in the outbox at its return': grown },
      faults: {
        'no ticket could be written without Redis': Number(after === before),
        'the outbox did not grow': Number(grown === 0),
      },
    };
  },
};
