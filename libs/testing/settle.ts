import { consumeAll } from '@kelp/kernel';
import type { TestHouse } from './harness';

/**
 * Drives events, jobs and due timers of this house until nothing is left to do, through the real outbox, Redis streams and
 * BullMQ rows. Returns the number of rounds.
 */
export async function settle(test: TestHouse): Promise<number> {
  return consumeAll(test.engines);
}
