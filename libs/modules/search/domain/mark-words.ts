import type { Marked } from '../contract';
import type { SearchTerm } from './parse-search';

const around = 60;
const longest = 180;

/** Small letters without accents, as long as the text, so that places in one are places in the other. */
function fold(text: string): string {
  return [...text]
    .map((sign) => {
      const plain = sign.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      return plain.length === sign.length ? plain : sign;
    })
    .join('');
}

const wordsOf = (terms: readonly SearchTerm[]): string[] => [
  ...new Set(
    terms
      .filter(({ isNot }) => !isNot)
      .flatMap(({ text }) => fold(text).split(/[^\p{L}\p{N}]+/u))
      .filter((word) => word !== ''),
  ),
];

/** The text cut where the asked words begin a word in it; text only, whoever shows it escapes it. */
export function markWords(text: string, terms: readonly SearchTerm[]): Marked {
  const words = wordsOf(terms).sort((a, b) => b.length - a.length);
  if (words.length === 0 || text === '') return [{ text, isHit: false }];
  const wanted = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})`, 'gu');
  const parts: Marked = [];
  let at = 0;
  for (const { index, 0: found } of fold(text).matchAll(wanted)) {
    if (index > at) parts.push({ text: text.slice(at, index), isHit: false });
    parts.push({ text: text.slice(index, index + found.length), isHit: true });
    at = index + found.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isHit: false });
  return parts;
}

/** The stretch of a longer text around the first asked word; null when none of them stands in it. */
export function cutSnippet(text: string, terms: readonly SearchTerm[]): Marked | null {
  const flat = text.replace(/\s+/g, ' ').trim();
  const parts = markWords(flat, terms);
  const first = parts.findIndex(({ isHit }) => isHit);
  if (first < 0) return null;
  const place = parts.slice(0, first).reduce((sum, part) => sum + part.text.length, 0);
  const from = place <= around ? 0 : flat.indexOf(' ', place - around) + 1;
  const cut = flat.slice(Math.min(from, place), from + longest);
  const marks = markWords(cut, terms);
  const before = from > 0 ? [{ text: '… ', isHit: false }] : [];
  return [...before, ...marks, ...(from + longest < flat.length ? [{ text: ' …', isHit: false }] : [])];
}
