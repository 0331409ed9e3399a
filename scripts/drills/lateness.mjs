import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from '../refusal.mjs';

const dueEverySeconds = 0.25;
const firstAfterSeconds = 5;
const patienceMs = 60_000;
const limitSeconds = 5;

/**
 * Another workspace with SLA clocks of which one comes due every quarter of a second for so long. `result` waits until all have fired and
 * says how late they were: before its time none may fire, and where the drill has the limit (`isTimed`) none more than 5 seconds late.
 */
export async function watchLateness({ stand, ledger }, seconds, isTimed = true) {
  const count = Math.round(seconds / dueEverySeconds);
  const args = [count, firstAfterSeconds, seconds].map(String);
  const { tenant } = JSON.parse(await stand.program('bench/print-due-clocks.mjs', args));
  return {
    tenant,
    async result() {
      const deadline = Date.now() + (firstAfterSeconds + seconds) * 1000 + patienceMs;
      let found = await ledger.lateness(tenant);
      while (found.fired < count && Date.now() < deadline) {
        await delay(500);
        found = await ledger.lateness(tenant);
      }
      if (found.fired === 0) throw new Refusal('No clock of the other workspace fired: the drill proved nothing.');
      const [median, worst] = [found.median, found.worst].map((value) => `${value.toFixed(1)} s`);
      return {
        did: {
          'SLA clocks of another workspace that came due': `${found.fired}, late ${median} median, ${worst} at most`,
        },
        faults: {
          'clocks that did not fire, or twice': Math.abs(count - found.fired),
          ...(isTimed ? { [`clocks that fired more than ${limitSeconds} s late`]: found.tooLate } : {}),
          'clocks that fired before their time': found.early,
        },
      };
    },
  };
}
