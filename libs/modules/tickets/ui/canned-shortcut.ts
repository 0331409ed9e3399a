import type { CannedTextRow } from '../contract';

/** The text whose shortcut stands right before the caret, and where it begins; null when none does. Own texts win over shared ones. */
export function shortcutBefore<T extends Pick<CannedTextRow, 'shortcut'>>(
  text: string,
  caret: number,
  texts: readonly T[],
): { start: number; found: T } | null {
  const typed = /(?:^|\s)(;[a-z0-9-]+)$/.exec(text.slice(0, caret))?.[1];
  const found = typed === undefined ? undefined : texts.find(({ shortcut }) => shortcut === typed);
  return found && typed ? { start: caret - typed.length, found } : null;
}
