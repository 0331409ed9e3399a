/** Facts of a record that a person edits: plain values by name. */
export type Values = Record<string, string | null>;

/** Those of the typed values that differ from what was shown. */
export function changedFields<T extends Values>(shown: T, typed: T): Partial<T> {
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => shown[name] !== value)) as Partial<T>;
}

/**
 * Those of the fields that a person wants to change which somebody else has changed meanwhile to something else than wanted.
 * When there is none, the change can be applied again without asking.
 */
export function clashes<T extends Values>(shown: T, now: T, wanted: Partial<T>): (keyof T & string)[] {
  return Object.keys(wanted).filter((name) => now[name] !== shown[name] && now[name] !== wanted[name]);
}
