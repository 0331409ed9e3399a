import { setTimeout as delay } from 'node:timers/promises';
import { step } from '../progress.mjs';

const everyMs = 20_000;

/** Two processes of each kind; every twenty seconds one of each is stopped by SIGTERM and started again, in turn, while clocks fire and mail goes out. */
export const rolling = {
  stand: () => ({ doubled: ['web', 'worker', 'scheduler'] }),
  async act({ stand, load, options: { seconds } }) {
    let restarts = 0;
    const unclean = [];
    await step(`A rolling restart each ${everyMs / 1000} s for ${seconds} s`, async () => {
      const end = Date.now() + seconds * 1000;
      for (let turn = 0; Date.now() < end; turn += 1) {
        const names = turn % 2 === 0 ? ['web', 'worker', 'scheduler'] : ['web-2', 'worker-2', 'scheduler-2'];
        const began = Date.now();
        unclean.push(...(await Promise.all(names.map((name) => stand.restartApp(name)))).filter((end) => end !== null));
        restarts += names.length;
        await delay(Math.max(0, everyMs - (Date.now() - began)));
      }
    });
    for (const line of unclean) console.log(`    ${line}`);
    return {
      did: {
        'processes restarted by SIGTERM': restarts,
        'requests that found their first web process gone': load.counts.turnedAway,
      },
      faults: {
        'processes that did not end cleanly': unclean.length,
        'requests that both web processes failed': load.counts.unserved,
      },
    };
  },
};
