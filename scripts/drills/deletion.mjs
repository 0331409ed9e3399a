import { setTimeout as delay } from 'node:timers/promises';
import { step } from '../progress.mjs';
import { startLoad } from './load.mjs';

const settleMs = 30_000;

/**
 * A workspace goes while its people and its mail are at work. It is a demonstration, which goes by the code that `kelp workspace delete` uses:
 * all its rows go, what is under way for it ends, and no loop fails for ever over what is not there any more.
 */
export const deletion = {
  pauseMs: 400,
  async act({ stand, ledger }) {
    const victim = JSON.parse(await stand.program('bench/print-workspace.mjs', ['victim', 'demo']));
    const load = startLoad(stand.addresses, victim);
    await step('Work in the workspace that will go', () => delay(10_000));
    const { removed } = await step('Deleting it under load', () =>
      stand.program('bench/remove-workspace.mjs', [victim.tenant]).then((line) => JSON.parse(line)),
    );
    load.abandon();
    await delay(settleMs);
    const before = stand.complaints();
    await step('Looking whether anybody still asks for it', () => delay(settleMs));
    return {
      did: {
        'rows deleted': removed,
        'tickets it had acknowledged': load.acknowledged.tickets.length,
        'warnings in the logs until 30 s after its end': before,
      },
      faults: {
        'rows of it left behind': await ledger.rowsOf(victim.tenant),
        'warnings in the logs later': stand.complaints() - before,
        'no ticket was written before its end': Number(load.acknowledged.tickets.length === 0),
      },
    };
  },
};
