import type { ReadCtx } from '@kelp/kernel';
import type { SearchAnswer, SearchType } from './contract';
import { parseSearch, type SearchQuestion } from './domain/parse-search';
import { findHits, type Window } from './find-hits';
import type { Kind } from './kinds';
import { keepReach } from './reach';

export interface Asked {
  text: string;
  type?: SearchType | undefined;
}

/**
 * Answers a question over these kinds: exact numbers first, then words; when nothing has them, names that look like them. A type that this person
 * may not read is not searched, so that neither a hit nor a count tells of it.
 */
export async function answerSearch(
  ctx: ReadCtx,
  all: readonly Kind[],
  { text, type }: Asked,
  window: Window,
): Promise<SearchAnswer> {
  const question = parseSearch(text);
  const hint = hintFor(question);
  if (hint) return { groups: [], isFuzzy: false, hint };
  const wanted = type ? [type] : question.types;
  const kinds = all.filter((kind) => (!wanted || wanted.includes(kind.type)) && keepReach(ctx, kind));
  const groups = await Promise.all(kinds.map((kind) => findHits(ctx, kind, question, 'words', window)));
  const filledGroups = groups.filter(({ count }) => count > 0);
  // who wrote a phrase or left something out wants exactly that
  const isPlain = question.terms.every(({ isPrefix, isNot }) => isPrefix && !isNot);
  if (filledGroups.length > 0 || !isPlain) return { groups: filledGroups, isFuzzy: false, hint };
  const alike = await Promise.all(kinds.map((kind) => findHits(ctx, kind, question, 'name', window)));
  const filled = alike.filter(({ count }) => count > 0);
  return { groups: filled, isFuzzy: filled.length > 0, hint };
}

function hintFor({ terms, numbers }: SearchQuestion): string | null {
  if (numbers.length > 0 || terms.some(({ isNot }) => !isNot)) return null;
  return terms.length > 0
    ? 'Say also what to look for, not only what to leave out.'
    : 'Type a word, a name or a number.';
}
