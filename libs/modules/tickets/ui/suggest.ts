import type { CannedTextRow } from '../contract';
import { searchMention, type Colleague } from './mention-search';

/** Something that can stand in place of the letters before the caret. */
export interface Suggestion {
  id: string;
  label: string;
  /** what else tells it apart, such as a shortcut */
  hint?: string;
}

export interface Suggestions {
  kind: 'mention' | 'canned';
  /** where the letters begin that it would replace */
  at: number;
  found: Suggestion[];
}

export type Shortcut = Pick<CannedTextRow, 'id' | 'name' | 'shortcut'>;

const most = 6;

/** Canned texts whose shortcut or name goes on from the letters after a `;` before the caret; null where none is meant. */
export function searchCanned(text: string, caret: number, texts: readonly Shortcut[]): Suggestions | null {
  const typed = /(?:^|\s);([a-z0-9-]{0,30})$/.exec(text.slice(Math.max(0, caret - 40), caret))?.[1];
  if (typed === undefined) return null;
  const found = texts.filter(
    ({ name, shortcut }) => shortcut.startsWith(`;${typed}`) || (typed !== '' && name.toLowerCase().startsWith(typed)),
  );
  if (found.length === 0) return null;
  return {
    kind: 'canned',
    at: caret - typed.length - 1,
    found: found.slice(0, most).map(({ id, name, shortcut }) => ({ id, label: name, hint: shortcut })),
  };
}

/** What the letters before the caret may mean: a colleague after `@`, a canned text after `;`. */
export function suggestionsAt(
  text: string,
  caret: number,
  colleagues: readonly Colleague[],
  texts: readonly Shortcut[],
): Suggestions | null {
  const mention = searchMention(text, caret, colleagues);
  if (!mention) return searchCanned(text, caret, texts);
  return { kind: 'mention', at: mention.at, found: mention.found.map(({ id, name }) => ({ id, label: name })) };
}
