import { setTimeout as delay } from 'node:timers/promises';
import { step } from '../progress.mjs';

const cutEveryMs = 1500;
const restartEvery = 10;

/** All connections are cut again and again under load, and every tenth time Postgres itself restarts: no acknowledged work is lost, nothing needs a hand. */
export const postgresRestart = {
  pauseMs: 200,
  async act({ stand, ledger, options: { seconds } }) {
    let cut = 0;
    let restarts = 0;
    await step(`Cutting connections and restarting Postgres for ${seconds} s under load`, async () => {
      const end = Date.now() + seconds * 1000;
      for (let turn = 1; Date.now() < end; turn += 1) {
        await delay(cutEveryMs);
        if (turn % restartEvery === 0) {
          await stand.restartPostgres();
          restarts += 1;
        } else cut += await ledger.cutConnections();
      }
    });
    return { did: { 'connections cut': cut, 'restarts of Postgres': restarts } };
  },
};
