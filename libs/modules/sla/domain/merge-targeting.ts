import type { PolicyLevel, SlaFact, Targeting } from './sla-fact';
import { orderFacts } from './sla-fact';

/** A policy as it was promised at one time; null = no SLA. */
export interface PolicyChoice {
  policyId: string | null;
  /** Null with the policy. */
  revision: number | null;
  level: PolicyLevel;
}

export type FullTargeting = PolicyChoice & { priorityId: string };

/** A fact as it is stored: a retarget carries only what changed, so that it is true whatever else it is read beside. */
export type StoredFact = Omit<SlaFact, 'data' | 'kind'> & { kind: SlaFact['kind']; data: Record<string, unknown> };

/** Names one revision of a policy: the clocks treat revisions as different policies. */
export const editionOf = (policyId: string, revision: number): string => `${policyId}:${revision}`;

/** Policy id and revision of an edition's name. */
export function readEdition(edition: string): { policyId: string; revision: number } {
  const [policyId = '', revision = '0'] = edition.split(':');
  return { policyId, revision: Number(revision) };
}

const asTargeting = ({ policyId, revision, level, priorityId }: FullTargeting): Targeting => ({
  policyId: policyId === null || revision === null ? null : editionOf(policyId, revision),
  level,
  priorityId,
});

/**
 * Stored facts as the fold takes them, in the order in which they happened: each retarget filled up with what held before it.
 * Also the targeting that holds at the end; null while the creation is unknown.
 */
export function mergeTargeting(stored: readonly StoredFact[]): { facts: SlaFact[]; targeting: FullTargeting | null } {
  let targeting: FullTargeting | null = null;
  const facts = orderFacts(stored as unknown as SlaFact[]).map((fact): SlaFact => {
    if (fact.kind !== 'created' && fact.kind !== 'retargeted') return fact;
    const merged: FullTargeting = { ...targeting, ...(fact.data as unknown as FullTargeting) };
    targeting = merged;
    return { ...fact, data: asTargeting(merged) } as SlaFact;
  });
  return { facts, targeting };
}
