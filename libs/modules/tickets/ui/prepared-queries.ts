'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import {
  listCannedTexts,
  listChecklistTemplates,
  listMacros,
  listRecurringTickets,
  listTicketChecklists,
  listTicketTemplates,
  previewMacro,
} from '../contract';
import { useMe } from './ticket-queries';

/** Whether the reader holds a permission; false until that is known. The server decides anew at each call. */
export function useMay(): (permission: string) => boolean {
  const { data } = useMe();
  return (permission) => data?.permissions.includes(permission) ?? false;
}

export const useMacros = (enabled = true) =>
  useQuery({ queryKey: [listMacros.name], queryFn: ({ signal }) => call(listMacros, {}, { signal }), enabled });

/** What the macro would change on the ticket as it is now. */
export const useMacroPlan = (id: string, ticketId: string) =>
  useQuery({
    queryKey: [previewMacro.name, id, ticketId],
    queryFn: ({ signal }) => call(previewMacro, { id, ticketId }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });

export const useCannedTexts = (enabled = true) =>
  useQuery({
    queryKey: [listCannedTexts.name],
    queryFn: ({ signal }) => call(listCannedTexts, {}, { signal }),
    enabled,
  });

export const useChecklistTemplates = (enabled = true) =>
  useQuery({
    queryKey: [listChecklistTemplates.name],
    queryFn: ({ signal }) => call(listChecklistTemplates, {}, { signal }),
    enabled,
  });

export const useTicketTemplates = (enabled = true) =>
  useQuery({
    queryKey: [listTicketTemplates.name],
    queryFn: ({ signal }) => call(listTicketTemplates, {}, { signal }),
    enabled,
  });

export const useRecurringTickets = () =>
  useQuery({
    queryKey: [listRecurringTickets.name],
    queryFn: ({ signal }) => call(listRecurringTickets, {}, { signal }),
  });

/** The checklists of a ticket. */
export const useTicketChecklists = (ticketId: string) =>
  useQuery({
    queryKey: [listTicketChecklists.name, ticketId],
    queryFn: ({ signal }) => call(listTicketChecklists, { ticketId }, { signal }),
  });

/** Asks again for everything of these topics, after a change. */
export function useRefresh(...topics: string[]): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => topics.includes(String(queryKey[0]).split('.')[0] ?? ''),
    });
}
