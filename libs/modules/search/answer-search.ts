import type { ReadCtx } from '@kelp/kernel';
import type { SearchAnswer, SearchType } from './contract';
import type { Faceted, Narrowing } from './domain/count-facets';
import { parseSearch, type SearchQuestion } from './domain/parse-search';
import { findHits, type Way, type Window } from './find-hits';
import type { Kind } from './kinds';
import { mayRead } from './reach';

export interface Asked {
  text: string;
  type?: SearchType | undefined;
  narrowing?: Narrowing;
}

export interface Answered {
  answer: SearchAnswer;
  /** Everything that has the words, whatever narrows it: what facets are counted of. Empty where nothing was to be narrowed. */
  records: Faceted[];
}

/**
 * Answers a question over these kinds: exact numbers first, then words; when nothing has them, names that look like them. A type that this person
 * may not read is not searched, so that neither a hit nor a count tells of it.
 */
export async function answerSearch(
  ctx: ReadCtx,
  all: readonly Kind[],
  { text, type, narrowing }: Asked,
  window: Window,
): Promise<Answered> {
  const question = parseSearch(text);
  const hint = hintFor(question);
  if (hint) return { answer: { groups: [], isFuzzy: false, hint }, records: [] };
  const wanted = type ? [type] : question.types;
  const kinds = all.filter((kind) => (!wanted || wanted.includes(kind.type)) && mayRead(ctx, kind));
  const look = async (way: Way) => {
    const found = await Promise.all(kinds.map((kind) => findHits(ctx, kind, { question, way, narrowing }, window)));
    return {
      groups: found.map(({ group }) => group).filter(({ count }) => count > 0),
      records: found.flatMap(({ records }) => records),
      hasWords: found.some(({ hasWords }) => hasWords),
    };
  };
  const exact = await look('words');
  // who wrote a phrase or left something out wants exactly that, and who narrows it to nothing wants no guesses
  const isPlain = question.terms.every(({ isPrefix, isNot }) => isPrefix && !isNot);
  if (exact.hasWords || !isPlain) {
    return { answer: { groups: exact.groups, isFuzzy: false, hint }, records: exact.records };
  }
  const { groups, records } = await look('name');
  return { answer: { groups, isFuzzy: groups.length > 0, hint }, records };
}

function hintFor({ terms, numbers }: SearchQuestion): string | null {
  if (numbers.length > 0 || terms.some(({ isNot }) => !isNot)) return null;
  return terms.length > 0
    ? 'Say also what to look for, not only what to leave out.'
    : 'Type a word, a name or a number.';
}
