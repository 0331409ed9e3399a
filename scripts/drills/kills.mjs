import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { step } from '../progress.mjs';
import { becomeQuiet, streamsAreRead } from './quiet.mjs';

const longestPauseMs = 1500;
const redisAwayMs = 1500;

/**
 * Kills one random process after another, each while it is ready and others may still be coming back. A third of the way
 * a poison goes in; half-way every event is delivered again, Redis is emptied, killed and started.
 */
export const kills = {
  async act(house) {
    const { stand, random, ledger, load, options } = house;
    const killed = [];
    const returning = [];
    const dead = [];
    let emptied = 0;
    await step(`Killing ${options.kills} times under load (seed ${options.seed})`, async () => {
      for (let n = 1; n <= options.kills; n += 1) {
        await delay(100 + random() * longestPauseMs);
        if (n === Math.ceil(options.kills / 3)) dead.push(await ledger.injectPoison());
        if (n === Math.ceil(options.kills / 2)) emptied = await upsetRedis(stand);
        const name = await chooseReady(stand, random);
        const isMidWork = await ledger.isMidWork(name);
        returning.push(stand.killApp(name));
        const waiting = await ledger.waiting();
        const hadWork = load.inFlight() > 0 || Object.values(waiting).some((count) => count > 0);
        killed.push({ name, isMidWork, hadWork });
      }
      await Promise.all(returning);
    });
    return { dead, ...counted(killed, emptied) };
  },

  async after({ stand, ledger }) {
    return step('Delivering every event two more times', async () => {
      const { repeated } = JSON.parse(await stand.program('bench/repeat-events.mjs'));
      await streamsAreRead(stand.redisUrl);
      await becomeQuiet(ledger);
      return { did: { 'events delivered three times': repeated } };
    });
  },
};

function counted(killed, emptied) {
  const did = {};
  for (const name of ['web', 'worker', 'scheduler']) {
    const mine = killed.filter((kill) => kill.name === name);
    did[`kills of ${name}`] = `${mine.length}, inside a transaction ${mine.filter((kill) => kill.isMidWork).length}`;
  }
  did['kills with requests or work under way'] = killed.filter((kill) => kill.hadWork).length;
  did['Redis emptied and killed, keys thrown away'] = emptied;
  // Without a kill inside a transaction the drill would prove nothing.
  const isIdle = killed.every((kill) => !kill.isMidWork);
  return { did, faults: { 'kills that all missed a transaction': Number(isIdle) } };
}

async function chooseReady(stand, random) {
  for (;;) {
    const ready = stand.readyApps();
    if (ready.length > 0) return ready[Math.floor(random() * ready.length)];
    await delay(50);
  }
}

/** Every event twice more, then FLUSHALL, then kill -9 and start. Returns how many keys were thrown away. */
async function upsetRedis(stand) {
  await stand.program('bench/repeat-events.mjs');
  const redis = new Redis(stand.redisUrl);
  const keys = await redis.dbsize();
  await redis.flushall();
  redis.disconnect();
  await stand.killRedis(redisAwayMs);
  return keys;
}
