import type { Paper } from '../domain/paper';

const drawable = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}\p{Script=Inherited}]/u;
const scripts = [
  ['Chinese or Japanese', /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u],
  ['Korean', /\p{Script=Hangul}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
] as const;

/** The scripts of a text that the fonts of this program have no letters for, by name; none for Latin, Cyrillic and Greek. */
export function missingScripts(text: string): string[] {
  const missing = [...new Set(text)].filter((letter) => !drawable.test(letter));
  const names = missing.map((letter) => scripts.find(([, script]) => script.test(letter))?.[0] ?? 'other');
  return [...new Set(names)];
}

/** A sentence about letters that the PDF of a paper shows as boxes; null when it shows all. */
export function lettersWarning(paper: Paper): string | null {
  const missing = missingScripts(JSON.stringify(paper.sections) + paper.footer);
  if (missing.length === 0) return null;
  return `The PDF shows boxes for letters that its fonts do not have (${missing.join(', ')}). Check the names on it before you send it.`;
}
