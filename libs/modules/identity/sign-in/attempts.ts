import { tooMany, unavailable } from '@kelp/std';
import type { Portal } from '../tables';
import type { AttemptCounter } from './deps';

const perAccount = { limit: 5, seconds: 15 * 60 };
const perAddress = { limit: 30, seconds: 15 * 60 };

export interface Attempt {
  /** True for the try that closes the door: the next one is refused. */
  readonly isLast: boolean;
  /** The password was right. */
  succeeded(): Promise<void>;
}

const accountKey = (portal: Portal, email: string) => `sign-in:account:${portal}:${email}`;

/**
 * Counts a try before its password is looked at, so that parallel guesses cannot slip through. Five tries for one account or thirty
 * from one network address within 15 minutes close the door for 15 minutes, also for the right password; a success clears the account.
 * Accounts that do not exist are counted alike. Throws too_many.
 */
export async function countAttempt(
  counter: AttemptCounter,
  portal: Portal,
  email: string,
  remoteAddress: string,
): Promise<Attempt> {
  const account = accountKey(portal, email);
  const address = `sign-in:address:${remoteAddress}`;
  const [ofAccount, ofAddress] = await countBoth(counter, [account, perAccount], [address, perAddress]);
  if (ofAccount.count > perAccount.limit) throw closed(ofAccount.secondsLeft);
  if (ofAddress.count > perAddress.limit) throw closed(ofAddress.secondsLeft);
  return {
    isLast: ofAccount.count === perAccount.limit,
    succeeded: async () => void (await Promise.allSettled([counter.reset(account), counter.forgive(address)])),
  };
}

/** The same for second factors, whose account is known by its id: five wrong ones close the second step, not the first. */
export async function countFactorAttempt(
  counter: AttemptCounter,
  userId: string,
  remoteAddress: string,
): Promise<Attempt> {
  const [account, address] = [`second-factor:account:${userId}`, `sign-in:address:${remoteAddress}`];
  const [ofAccount, ofAddress] = await countBoth(counter, [account, perAccount], [address, perAddress]);
  if (ofAccount.count > perAccount.limit) throw closed(ofAccount.secondsLeft, 'codes');
  if (ofAddress.count > perAddress.limit) throw closed(ofAddress.secondsLeft, 'codes');
  return {
    isLast: ofAccount.count === perAccount.limit,
    succeeded: async () => void (await Promise.allSettled([counter.reset(account), counter.forgive(address)])),
  };
}

/** Counts a try of which only the network address is known. Throws too_many. */
export async function countAddress(
  counter: AttemptCounter,
  remoteAddress: string,
): Promise<Pick<Attempt, 'succeeded'>> {
  const address = `sign-in:address:${remoteAddress}`;
  const counted = await counter.increment(address, perAddress).catch(() => {
    throw unavailable('Signing in');
  });
  if (counted.count > perAddress.limit) throw closed(counted.secondsLeft);
  return { succeeded: () => counter.forgive(address).catch(() => undefined) };
}

type Counted = [key: string, rule: { limit: number; seconds: number }];

/** Adds one to each. Throws unavailable when they cannot be counted: without counters guessing would be free, so the door stays shut. */
export async function countBoth(counter: AttemptCounter, first: Counted, second: Counted) {
  try {
    return await Promise.all([counter.increment(...first), counter.increment(...second)]);
  } catch {
    throw unavailable('Signing in');
  }
}

/** Opens the door of an account again: its owner has just set a new password. Should that fail, it opens by itself after its time. */
export const clearAttempts = (counter: AttemptCounter, portal: Portal, email: string): Promise<void> =>
  counter.reset(accountKey(portal, email)).catch(() => undefined);

function closed(secondsLeft: number, what: 'passwords' | 'codes' = 'passwords') {
  const minutes = Math.max(1, Math.ceil(secondsLeft / 60));
  const way = what === 'passwords' ? ', or set a new password' : ', or ask your administrator';
  return tooMany(
    `Too many wrong ${what}. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}${way}.`,
    secondsLeft,
  );
}
