import { defineJob, defineSchedule, z } from '@kelp/kernel';
import { findViolations } from '../queries/billing-invariants';

/** Fails with the first thing that is wrong in the books, so that an operator finds it among the dead jobs. */
export const checkBooks = defineJob({
  name: 'billing.check_books',
  queue: 'billing',
  input: z.object({ at: z.string() }),
  key: ({ at }) => at,
  attempts: 1,
  run: async (ctx) => {
    const [first, ...more] = await findViolations(ctx);
    if (!first) return;
    ctx.log.error({ violations: [first, ...more] }, 'the books do not agree with themselves');
    throw new Error(`${first.rule}: ${first.subject} (${first.detail}), and ${more.length} more`);
  },
});

export const checkBooksEveryNight = defineSchedule('billing.check_books', '30 3 * * *', 'UTC', checkBooks);
