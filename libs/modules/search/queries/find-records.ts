import { defineQuery } from '@kelp/kernel';
import { answerSearch } from '../answer-search';
import { findRecords } from '../contract';
import { staffKinds } from '../kinds';

const perType = 10;
const perPage = 25;
const most = 500;

/** Everything that fits, ten of each type; of one type alone a page of 25. */
export const findRecordsQuery = defineQuery(findRecords, {
  permission: 'search.use',
  run: (ctx, { text, type, after }) =>
    answerSearch(
      ctx,
      staffKinds,
      { text, type },
      { after: type ? after : undefined, limit: type ? perPage : perType, most },
    ),
});
