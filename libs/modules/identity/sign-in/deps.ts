import type { House } from '@kelp/kernel';

/** Counts tries in a store that all web processes share. */
export interface AttemptCounter {
  /**
   * Adds one. Each try up to `limit` starts the time of `seconds` anew, tries above it do not, so a lock ends although somebody goes
   * on guessing. Returns the count and the seconds until all is forgotten.
   */
  increment(key: string, rule: { limit: number; seconds: number }): Promise<{ count: number; secondsLeft: number }>;
  /** Takes one try back. */
  forgive(key: string): Promise<void>;
  reset(key: string): Promise<void>;
}

/** What the doors without a session need of the process they run in. */
export interface IdentityDeps {
  readonly house: House;
  readonly counter: AttemptCounter;
  /** The installation's secret (KELP_SECRET). */
  readonly secret: string;
}

/** Where a request came from, as the server saw it. */
export interface Origin {
  readonly remoteAddress: string;
  readonly userAgent: string;
  readonly requestId: string;
  /** The workspace whose own domain the request came to: nobody of another one, and no staff, enters there. Undefined at the public address. */
  readonly workspace?: string | undefined;
}
