/** A colleague who can be named in a comment. */
export interface Colleague {
  id: string;
  name: string;
}

const isWordCharacter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character);

/** Whether `@Name` stands in the text as whole words, upper or lower case alike. */
function names(text: string, name: string): boolean {
  const wanted = `@${name.toLowerCase()}`;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + wanted.length])) return true;
  }
  return false;
}

/**
 * The ids of the colleagues whom a text names with `@Full Name`. A longer name hides a shorter one that begins it; two people of the same name
 * are both meant, rather than one of them by chance.
 */
export function mentionedIn(text: string, colleagues: readonly Colleague[]): string[] {
  if (!text.includes('@')) return [];
  let rest = text.toLowerCase();
  const found: string[] = [];
  const byLength = [...new Set(colleagues.map(({ name }) => name))].sort((a, b) => b.length - a.length);
  for (const name of byLength) {
    if (name.trim() === '' || !names(rest, name)) continue;
    found.push(...colleagues.filter((one) => one.name === name).map(({ id }) => id));
    rest = rest.replaceAll(`@${name.toLowerCase()}`, '\n');
  }
  return found;
}
