import strings from './en.json';

/** Values that a string may name in braces. */
export type StringVars = Record<string, string | number>;

/** Looks a string up by key and puts the values in. */
export type Translate<Key extends string> = (key: Key, vars?: StringVars) => string;

const PLURAL = /\{(\w+), plural,((?: \w+ \{[^{}]*\})+)\}/g;
const plurals = new Intl.PluralRules('en');

function chooseForm(count: string | number | undefined, forms: string): string {
  const wanted = plurals.select(Number(count));
  const found = new Map([...forms.matchAll(/ (\w+) \{([^{}]*)\}/g)].map((part) => [part[1], part[2]]));
  return found.get(wanted) ?? found.get('other') ?? '';
}

/**
 * A typed look-up over one file of strings. Placeholders are `{name}`; plurals are written the ICU way:
 * `{count} {count, plural, one {row} other {rows}}`. A missing value leaves its placeholder visible, so that it is noticed.
 */
export function translator<Key extends string>(table: Record<Key, string>): Translate<Key> {
  return (key, vars = {}) =>
    table[key]
      .replace(PLURAL, (_whole, name: string, forms: string) => chooseForm(vars[name], forms))
      .replace(/\{(\w+)\}/g, (whole, name: string) => String(vars[name] ?? whole));
}

/** The strings that the design system itself shows; everything else arrives through props. */
export const t = translator(strings);
