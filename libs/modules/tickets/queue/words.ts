import { escapeLike } from '@kelp/clients';
import type { ReadCtx } from '@kelp/kernel';
import { and, sql, type Sql } from '@kelp/platform/db';
import type { TicketCondition } from '../contract/queue-filter';
import { typedNumber } from '../domain/typed-number';
import { ofNumber } from '../queries/merged-numbers';

/** Up to so many hits come from the index; more are dense enough to be met on the way through the list. */
const mostFound = 1000;
const mostWords = 8;

const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords).map((word) => word.slice(0, 60));

/**
 * A number finds its ticket; words find titles in which words begin with each of them. Few hits are looked up in the word index, which row-level
 * security would close to an ordinary statement, so a definer function of the search role answers with ids; many are filtered row by row.
 */
export async function wordsCondition(ctx: ReadCtx, { values: [text = ''] }: TicketCondition): Promise<Sql> {
  const typed = typedNumber(text);
  const found = await titleCondition(ctx, text.trim());
  return typed ? sql`(${ofNumber(ctx.tenant, typed)} or ${found})` : found;
}

async function titleCondition(ctx: ReadCtx, text: string): Promise<Sql> {
  const words = wordsOf(text);
  if (words.length === 0) return sql`t.title ilike ${`%${escapeLike(text)}%`}`;
  const hits = await ctx.db.rows<{ id: string }>(
    sql`select found as id from find_tickets_by_words(${words}::text[], ${mostFound + 1}) as found`,
  );
  if (hits.length <= mostFound) return sql`t.id = any(${hits.map(({ id }) => id)}::uuid[])`;
  return and(words.map((word) => sql`t.title ~* ${`(^|[^[:alnum:]])${word}`}`));
}
