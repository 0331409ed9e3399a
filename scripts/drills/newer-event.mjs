import { setTimeout as delay } from 'node:timers/promises';
import { step } from '../progress.mjs';

const many = 20;
const versionOfTomorrow = 99;

/**
 * Events of a newer program reach an older one in the middle of a deploy: of a version, and of a type, that it does not know. They wait
 * for an hour, during which a newer program may take them; then they are dead, never dropped. The hour is passed by moving their birth.
 */
export const newerEvent = {
  pauseMs: 200,
  async act({ ledger, options: { seconds } }) {
    const half = (seconds * 1000) / 2;
    const inject = (event) => Promise.all(Array.from({ length: many }, () => ledger.injectEvent(event)));
    const versions = await inject({ version: versionOfTomorrow });
    const types = await inject({ type: 'ticket.of-tomorrow' });
    const ids = [...versions, ...types];
    await step(`${ids.length} events of a newer program wait for ${Math.round(half / 1000)} s`, () => delay(half));
    const early = await ledger.settledOf(ids);
    await step('An hour passes for them', async () => {
      await ledger.makeOlder(ids, 61);
      await delay(half);
    });
    return {
      dead: ids,
      did: { 'events of a newer version, of an unknown type': `${versions.length}, ${types.length}` },
      faults: { 'newer events given up or handled before their hour': early },
    };
  },
};
