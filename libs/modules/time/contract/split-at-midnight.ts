import { z } from '@kelp/kernel/contract';

/** Work over midnight of the worker's wall becomes an entry a day; else all of it belongs to the day on which it began. */
export const splitAtMidnight = z.boolean().optional();
