/** At which parts of a project's budget somebody is told. */
export const budgetLevels = [80, 100] as const;

/** The levels that are reached: of 9,000 of 10,000 it is 80. */
export const reachedLevels = (used: bigint, budget: bigint): number[] =>
  budgetLevels.filter((level) => used * 100n >= budget * BigInt(level));
