import { isAppError, type AppError } from './errors';

/** What was refused of a set, by place. Nothing of the set was done. */
export class RefusedTogether extends Error {
  constructor(readonly refusals: ReadonlyMap<number, AppError>) {
    super('Some of a set were refused.');
    this.name = 'RefusedTogether';
  }
}

/** True for the refusals of a set, of this or another module graph. */
export const isRefusedTogether = (error: unknown): error is RefusedTogether =>
  error instanceof Error && error.name === 'RefusedTogether' && 'refusals' in error;

/**
 * Looks at each of a set and answers what was found, in their order. Throws the refusal of one that is alone as it is, and those of several
 * together once all were looked at, so that each can be told of its own.
 */
export async function checkEach<T, R>(
  all: readonly T[],
  check: (one: T, place: number) => R | Promise<R>,
): Promise<R[]> {
  const found: R[] = [];
  const refusals = new Map<number, AppError>();
  for (const [place, one] of all.entries()) {
    try {
      found.push(await check(one, place));
    } catch (error) {
      if (all.length === 1 || !isAppError(error) || error.status >= 500) throw error;
      refusals.set(place, error);
    }
  }
  if (refusals.size > 0) throw new RefusedTogether(refusals);
  return found;
}
