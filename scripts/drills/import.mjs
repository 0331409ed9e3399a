import { step } from '../progress.mjs';
import { watchLateness } from './lateness.mjs';

const clockSeconds = 180;

/**
 * One workspace imports a hundred thousand tickets whose promises are long past: their clocks are all due at once. Nobody is told of them,
 * and the clocks of another workspace fire in time.
 */
export const importing = {
  pauseMs: 1000,
  async act(house) {
    const { stand, ledger, options } = house;
    const watch = await watchLateness(house, clockSeconds);
    const begin = performance.now();
    const [{ tenant }, lateness] = await step(`Importing ${options.count} tickets into another workspace`, () =>
      Promise.all([
        stand.program('bench/import-tickets.mjs', [String(options.count)]).then((line) => JSON.parse(line)),
        watch.result(),
      ]),
    );
    const seconds = Math.round((performance.now() - begin) / 1000);
    const { tickets, facts, suppressed, told, mails, due } = await ledger.imported(tenant);
    return {
      did: {
        'tickets imported, facts': `${tickets}, ${facts}, in ${seconds} s`,
        'crossings of theirs written as suppressed so far': suppressed,
        'their timers still due': due,
        ...lateness.did,
      },
      faults: {
        ...lateness.faults,
        'tickets missing from the import': options.count - facts,
        'imported crossings that were told, or mailed': told + mails,
        'imported crossings lost': facts - suppressed - due,
      },
    };
  },
};
