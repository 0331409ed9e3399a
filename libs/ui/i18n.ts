import strings from './en.json';

/** Values that a string may name in braces. */
export type StringVars = Record<string, string | number>;

/** Looks a string up by key and puts the values in. */
export type Translate<Key extends string> = (key: Key, vars?: StringVars) => string;

const plurals = new Intl.PluralRules('en');

/** Where the brace that opens at `from` is closed; the end of the text for one that never is. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** The form for a count: `=0 {…}` for that very number before `one {…}` and `other {…}`. A form may hold placeholders. */
function chooseForm(count: number, forms: string): string {
  const found = new Map<string, string>();
  for (let from = forms.indexOf('{'); from >= 0; from = forms.indexOf('{')) {
    const to = closing(forms, from);
    found.set(forms.slice(0, from).trim(), forms.slice(from + 1, to));
    forms = forms.slice(to + 1);
  }
  return found.get(`=${count}`) ?? found.get(plurals.select(count)) ?? found.get('other') ?? '';
}

function fill(text: string, vars: StringVars): string {
  const from = text.indexOf('{');
  if (from < 0) return text;
  const to = closing(text, from);
  const inside = text.slice(from + 1, to);
  const plural = /^(\w+), plural,(.*)$/s.exec(inside);
  const value = plural
    ? fill(chooseForm(Number(vars[plural[1] ?? '']), plural[2] ?? ''), vars)
    : String(vars[inside] ?? `{${inside}}`);
  return `${text.slice(0, from)}${value}${fill(text.slice(to + 1), vars)}`;
}

/**
 * A typed look-up over one file of strings. Placeholders are `{name}`; plurals are written the ICU way:
 * `{count} {count, plural, =0 {none} one {row} other {{count} rows}}`. A missing value leaves its placeholder visible, so that it is noticed.
 */
export function translator<Key extends string>(table: Record<Key, string>): Translate<Key> {
  return (key, vars = {}) => fill(table[key], vars);
}

/** The strings that the design system itself shows; everything else arrives through props. */
export const t = translator(strings);
