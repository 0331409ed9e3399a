'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  comparePolicy,
  getPolicy,
  listPolicies,
  policyCatalogue,
  policyChoices,
  type PolicySubject,
} from '../../contract';
import { ownerRole } from '../../domain/shipped-roles';
import { useApiKeys, useColleagues, useRoles, useTeams } from '../people-queries';
import { t } from '../strings';

export type PolicyNoun = z.output<typeof policyCatalogue.output>['nouns'][number];

const topics = { topics: ['policy'] };

export function usePolicies() {
  return useQuery({
    queryKey: [listPolicies.name],
    queryFn: ({ signal }) => call(listPolicies, {}, { signal }),
    meta: topics,
  });
}

export function usePolicy(id: string) {
  return useQuery({
    queryKey: [getPolicy.name, { id }],
    queryFn: ({ signal }) => call(getPolicy, { id }, { signal }),
    meta: topics,
  });
}

/** What rules may say, and the shipped packs. */
export function usePolicyCatalogue() {
  return useQuery({
    queryKey: [policyCatalogue.name],
    queryFn: ({ signal }) => call(policyCatalogue, {}, { signal }),
  });
}

/** What two revisions differ in; asked only when both are there. */
export function useComparison(id: string, from: number | undefined, to: number | undefined) {
  return useQuery({
    queryKey: [comparePolicy.name, { id, from, to }],
    queryFn: ({ signal }) => call(comparePolicy, { id, from: from ?? 0, to: to ?? 0 }, { signal }),
    enabled: from !== undefined && to !== undefined,
    meta: topics,
  });
}

/** Records of a noun by words, for a rule or a question. */
export function useChoices(noun: string, words: string) {
  return useQuery({
    queryKey: [policyChoices.name, { noun, words }],
    queryFn: ({ signal }) => call(policyChoices, { noun, words }, { signal }),
    placeholderData: (before) => before,
  });
}

/** Whom a pack may narrow, of one kind. Owners are left out of the roles: no pack narrows them. */
export function useSubjects(kind: PolicySubject): { id: string; name: string }[] {
  const roles = useRoles(kind === 'role').data?.rows ?? [];
  const teams = useTeams(kind === 'team').data?.rows ?? [];
  const people = useColleagues().data?.rows ?? [];
  const keys = useApiKeys(kind === 'api_key').data?.rows ?? [];
  if (kind === 'role') return roles.filter(({ name }) => name !== ownerRole);
  if (kind === 'team') return teams;
  if (kind === 'user') return people;
  return keys.map(({ id, name, owner }) => ({ id, name: `${name} · ${owner.name}` }));
}

/** Asks for everything about packs again, after a change. */
export function useRefreshPolicies(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => /^policy\./.test(String(queryKey[0])) });
}

const kinds: readonly PolicySubject[] = ['role', 'team', 'user', 'api_key'];

export const kindChoices = kinds.map((value) => ({ value, label: t(`policies.kind.${value}`) }));
