import type { ReadCtx } from '@kelp/kernel';
import type { Clock } from './domain/clock';
import { foldClocks } from './domain/fold-clocks';
import { loadHistories, type History } from './facts';
import { loadPolicies, type LoadedPolicy } from './policies';

/** A ticket's history with the policies it names. */
export interface Account extends History {
  policies: Readonly<Record<string, LoadedPolicy>>;
}

/** Loads what the clocks of these tickets are made of. */
export async function loadAccounts(ctx: ReadCtx, ticketIds: readonly string[]): Promise<Account[]> {
  const histories = await loadHistories(ctx, ticketIds);
  const policies = await loadPolicies(ctx, new Set(histories.flatMap(({ facts }) => facts.flatMap(editionsIn))));
  return histories.map((history) => ({ ...history, policies }));
}

const editionsIn = (fact: History['facts'][number]): string[] =>
  (fact.kind === 'created' || fact.kind === 'retargeted') && fact.data.policyId !== null ? [fact.data.policyId] : [];

/** The clocks of an account at `now`, every epoch, given the thresholds that are in the ledger. */
export const clocksOf = ({ facts, policies, firings }: Account, now: Date): Clock[] =>
  foldClocks({ facts, policies, firings, now });
