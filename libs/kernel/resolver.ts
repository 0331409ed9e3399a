import { resolve } from 'node:dns/promises';

/** Asks the DNS for records of a kind, such as TXT. Rejects with Node's codes: ENOTFOUND and ENODATA say that there is none. */
export type Resolver = (name: string, kind: string) => Promise<string[][] | string[]>;

const none: Resolver = (name) =>
  Promise.reject(Object.assign(new Error(`No answer for ${name}.`), { code: 'ENOTFOUND' }));
let given: Resolver | undefined;

/** Gives this process another DNS; tests bring their own, since without one they ask nobody. */
export function useResolver(other: Resolver | undefined): void {
  given = other;
}

/** The DNS of this process. Never inside a transaction: an answer may take seconds. */
export function resolver(): Resolver {
  if (given) return given;
  return process.env['NODE_ENV'] === 'test'
    ? none
    : (name, kind) => resolve(name, kind) as Promise<string[][] | string[]>;
}
