import { setTimeout as delay } from 'node:timers/promises';
import { step } from '../progress.mjs';
import { watchLateness } from './lateness.mjs';

const skews = { '-90 s': -90_000, '+1 h': 3_600_000 };

/**
 * A second worker, then a second scheduler that leads, whose clocks stand 90 seconds back and an hour ahead. Only the database's time may
 * decide: no clock fires early, no schedule runs before its time, nothing is dated into the future or put off for an hour.
 */
export const skew = {
  pauseMs: 400,
  async act(house) {
    const { stand, ledger, options } = house;
    const part = options.seconds / 2;
    const did = {};
    const faults = {};
    for (const [name, skewMs] of Object.entries(skews)) {
      await stand.startApp('worker-2', { skewMs });
      // The first one goes, so that the skewed one leads and does all the sweeping.
      await stand.stopApp('scheduler');
      await stand.startApp('scheduler-2', { skewMs });
      const watch = await watchLateness(house, part, false);
      const lateness = await step(`Worker and scheduler with a clock of ${name}`, () => watch.result());
      await stand.startApp('scheduler');
      await stand.stopApp('scheduler-2');
      await stand.stopApp('worker-2');
      for (const [kind, into] of Object.entries({ did, faults }))
        for (const [key, value] of Object.entries(lateness[kind])) into[`${key} (${name})`] = value;
      Object.assign(faults, suffixed(await ledger.fromTheFuture(), name));
    }
    await delay(5000);
    return { did, faults };
  },
};

const suffixed = (counts, name) =>
  Object.fromEntries(Object.entries(counts).map(([key, count]) => [`${key} (${name})`, count]));
