import type { Ctx } from '@kelp/kernel';
import { appendFacts, type NewFact } from './facts';
import { refoldTickets } from './refold';

/** Writes facts down and makes the clocks of their tickets anew. Facts that are known already change nothing. */
export async function learn(ctx: Ctx, facts: readonly NewFact[]): Promise<void> {
  await refoldTickets(ctx, await appendFacts(ctx, facts));
}
