'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  createPortalGroup,
  createVisibilityGroup,
  deletePortalGroup,
  deleteVisibilityGroup,
  listPortalGroups,
  listVisibilityGroups,
  previewPortalGroup,
  previewVisibility,
  updatePortalGroup,
  updateVisibilityGroup,
  type VisibilityGroups,
  type VisibilityPreview,
} from '../../contract';

export type GroupFacts = z.output<typeof createPortalGroup.input>;

/** How staff, and how the people of a client, come to the same groups. */
export interface GroupDoor {
  /** Apart for each client, for what is kept of the answers. */
  key: string;
  /** Where a ticket of the preview is opened. */
  ticket: (id: string) => string;
  list: (signal: AbortSignal) => Promise<VisibilityGroups>;
  create: (facts: GroupFacts) => Promise<unknown>;
  update: (group: { id: string; version: number }, facts: GroupFacts) => Promise<unknown>;
  remove: (id: string) => Promise<unknown>;
  preview: (contactId: string, signal: AbortSignal) => Promise<VisibilityPreview>;
}

/** The workspace's door to the groups of a client. */
export const staffDoor = (clientId: string): GroupDoor => ({
  key: clientId,
  ticket: (id) => `/msp/tickets/${id}`,
  list: (signal) => call(listVisibilityGroups, { clientId }, { signal }),
  create: (facts) => call(createVisibilityGroup, { clientId, ...facts }),
  update: ({ id, version }, facts) => call(updateVisibilityGroup, { id, version, ...facts }),
  remove: (id) => call(deleteVisibilityGroup, { id }),
  preview: (contactId, signal) => call(previewVisibility, { clientId, contactId }, { signal }),
});

/** The portal's door to those of the own client. */
export const portalDoor: GroupDoor = {
  key: 'own',
  ticket: (id) => `/client-portal/tickets/${id}`,
  list: (signal) => call(listPortalGroups, {}, { signal }),
  create: (facts) => call(createPortalGroup, facts),
  update: ({ id, version }, facts) => call(updatePortalGroup, { id, version, ...facts }),
  remove: (id) => call(deletePortalGroup, { id }),
  preview: (contactId, signal) => call(previewPortalGroup, { contactId }, { signal }),
};

const topic = 'visibility_group';

export function useGroups(door: GroupDoor) {
  return useQuery({
    queryKey: [topic, door.key],
    queryFn: ({ signal }) => door.list(signal),
    meta: { topics: ['contact'] },
    staleTime: 0,
  });
}

export function usePreview(door: GroupDoor, contactId: string) {
  return useQuery({
    queryKey: [topic, door.key, 'preview', contactId],
    queryFn: ({ signal }) => door.preview(contactId, signal),
    staleTime: 0,
  });
}

/** Asks again for the groups and all that is seen by them. */
export function useRefreshGroups(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: [topic] });
}
