import { defineQuery } from '@kelp/kernel';
import { answerPage } from '../answer-page';
import { findRecords } from '../contract';
import { staffKinds } from '../kinds';

/** Everything that fits, ten of each type; of one type alone a page of 25. */
export const findRecordsQuery = defineQuery(findRecords, {
  permission: 'search.use',
  run: (ctx, input) => answerPage(ctx, staffKinds, input),
});
