import { defineAction } from '@kelp/kernel';
import { answerTaxRequest } from '../contract';
import { takeAnswer } from '../write/take-answer';

/** Whoever counts the tax answers by this, over the API or in a test. */
export const answerTaxRequestAction = defineAction(answerTaxRequest, {
  permission: 'tax_request.answer',
  run: (ctx, { id, lines }) => takeAnswer(ctx, id, { lines }),
});
