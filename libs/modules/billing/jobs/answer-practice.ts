import { defineJob, z } from '@kelp/kernel';
import { practiceAnswer } from '../domain/tax-request';
import { taxRequests } from '../tables/tax-requests';
import { takeAnswer } from '../write/take-answer';

/** The practice service answers as an outside one would: later, and once. What was replaced meanwhile is left alone. */
export const answerPractice = defineJob({
  name: 'tax_request.answer_practice',
  queue: 'billing',
  input: z.object({ requestId: z.uuid() }),
  key: ({ requestId }) => requestId,
  run: async (ctx, { requestId }) => {
    const asked = await ctx.db.find(taxRequests, { id: requestId });
    if (asked?.state === 'pending') await takeAnswer(ctx, requestId, practiceAnswer(asked.request));
  },
});
