import { defineJob, defineSchedule, z } from '@kelp/kernel';
import { lookAtBooks } from '../write/look-at-books';

/** Keeps what it finds, then fails with the first thing that is wrong, so that an operator finds it among the dead jobs too. */
export const checkBooks = defineJob({
  name: 'billing.check_books',
  queue: 'billing',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  attempts: 1,
  process: async (unit) => {
    const { violations } = await unit.transaction(lookAtBooks);
    const [first, ...more] = violations;
    if (first) throw new Error(`${first.rule}: ${first.subject} (${first.detail}), and ${more.length} more`);
  },
});

export const checkBooksEveryNight = defineSchedule('billing.check_books', '30 3 * * *', 'UTC', checkBooks);
