import { resolve } from 'node:dns/promises';

/** Asks the DNS for records of a kind. */
export type MailResolver = (name: string, kind: string) => Promise<string[][] | string[]>;

const none: MailResolver = (name) =>
  Promise.reject(Object.assign(new Error(`No answer for ${name}.`), { code: 'ENOTFOUND' }));
let given: MailResolver | undefined;

/** Gives this process another DNS; tests bring their own, since without one they ask nobody. */
export function useMailResolver(resolver: MailResolver | undefined): void {
  given = resolver;
}

/** What the checks of senders ask. */
export function mailResolver(): MailResolver {
  if (given) return given;
  return process.env['NODE_ENV'] === 'test'
    ? none
    : (name, kind) => resolve(name, kind) as Promise<string[][] | string[]>;
}
