'use client';

import { useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { listRoles, permissionCatalogue } from '../../contract';

export type Side = 'msp' | 'client';
export type KnownPermission = z.output<typeof permissionCatalogue.output>['rows'][number];

/** The roles of both sides. */
export function useAllRoles() {
  return useQuery({
    queryKey: [listRoles.name, {}],
    queryFn: ({ signal }) => call(listRoles, {}, { signal }),
    meta: { topics: ['role', 'user'] },
  });
}

/** Every permission that a role may give. */
export function useCatalogue() {
  return useQuery({
    queryKey: [permissionCatalogue.name],
    queryFn: ({ signal }) => call(permissionCatalogue, {}, { signal }),
    meta: { topics: ['role', 'user'] },
  });
}

const capitals = new Map([
  ['sla', 'SLA'],
  ['api', 'API'],
  ['csv', 'CSV'],
]);

/** What a permission is about, for people: `ticket_comment.update` is under “Ticket comment”. */
export function resourceOf(permission: string): string {
  const words = (permission.split('.')[0] ?? '').split('_').map((word) => capitals.get(word) ?? word);
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** These by what they are about, in their order. */
export function byResource<T extends { name: string }>(permissions: readonly T[]): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of permissions) {
    const resource = resourceOf(one.name);
    groups.set(resource, [...(groups.get(resource) ?? []), one]);
  }
  return [...groups];
}

/** A permission fits when every typed word stands in its name, its label or what it is about. */
export function fitsWords({ name, label }: { name: string; label: string }, words: string): boolean {
  const text = `${name} ${label} ${resourceOf(name)}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
