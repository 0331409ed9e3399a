import type { ReadCtx } from '@kelp/kernel';
import type { z } from 'zod';
import { answerSearch } from './answer-search';
import type { findRecords, SearchPageAnswer } from './contract';
import { countFacets, sinceOf } from './domain/count-facets';
import type { Kind } from './kinds';

const perType = 10;
const perPage = 25;
const most = 500;

/** A page of results over these kinds, ten of each type or 25 of one, with what narrows them and how many each choice would leave. */
export async function answerPage(
  ctx: ReadCtx,
  kinds: readonly Kind[],
  input: z.output<typeof findRecords.input>,
): Promise<SearchPageAnswer> {
  const { text, type, after, clients = [], statuses = [], changed, comments = true } = input;
  const now = await ctx.time();
  const since = changed ? sinceOf(changed, now) : null;
  const narrowing = { clients, statuses, since, hasComments: comments };
  const window = { after: type ? after : undefined, limit: type ? perPage : perType, most };
  const { answer, records } = await answerSearch(ctx, kinds, { text, type, narrowing }, window);
  return { ...answer, facets: countFacets(records, narrowing, now) };
}
