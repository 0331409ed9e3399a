import { defineQuery } from '@kelp/kernel';
import { answerSearch } from '../answer-search';
import { suggestRecords } from '../contract';
import { staffKinds } from '../kinds';

/** The best of each type while somebody types: fewer are looked at, so that it keeps up. */
export const suggestRecordsQuery = defineQuery(suggestRecords, {
  permission: 'search.use',
  run: async (ctx, { text }) => (await answerSearch(ctx, staffKinds, { text }, { limit: 10, most: 100 })).answer,
});
