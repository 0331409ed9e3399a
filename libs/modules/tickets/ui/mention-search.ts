/** A colleague who can be named. */
export interface Colleague {
  id: string;
  name: string;
}

export interface MentionSearch {
  /** Where the `@` stands. */
  at: number;
  found: Colleague[];
}

const most = 6;

/** Whom the letters after the last `@` before the caret may mean; null where nobody is being named. */
export function searchMention(text: string, caret: number, colleagues: readonly Colleague[]): MentionSearch | null {
  const match = /(?:^|[\s([])@([\p{L}\p{N}'.-]*(?: [\p{L}\p{N}'.-]*)?)$/u.exec(
    text.slice(Math.max(0, caret - 60), caret),
  );
  if (!match) return null;
  const typed = (match[1] ?? '').toLowerCase();
  const fits = ({ name }: Colleague) => {
    const whole = name.toLowerCase();
    return whole.startsWith(typed) || (typed !== '' && whole.split(' ').some((word) => word.startsWith(typed)));
  };
  const found = colleagues.filter((one) => fits(one) && one.name.toLowerCase() !== typed).slice(0, most);
  return found.length === 0 ? null : { at: caret - (match[1] ?? '').length - 1, found };
}

/** The text with the chosen name at the place of what was typed, and where the caret stands then. */
export function withMention(text: string, at: number, caret: number, name: string): { text: string; caret: number } {
  const made = `@${name} `;
  return { text: text.slice(0, at) + made + text.slice(caret).replace(/^ /, ''), caret: at + made.length };
}
