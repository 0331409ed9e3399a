'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { getClient, getContact, listContacts } from '@kelp/clients/contract';
import { getMe } from '@kelp/identity/contract';
import { getTicket, listComments, type listTickets, ticketChoices, ticketHistory } from '../contract';

export type Ticket = z.output<typeof getTicket.output>;
export type TicketChoices = z.output<typeof ticketChoices.output>;
export type TicketPage = z.output<typeof listTickets.output>;

/** One ticket with its facts; its conversation is asked for by itself. */
export function useTicket(id: string) {
  return useQuery({
    queryKey: [getTicket.name, id],
    queryFn: ({ signal }) => call(getTicket, { id, withComments: false }, { signal }),
    meta: { topics: ['client', 'contact', 'board', 'time_entry'] },
  });
}

/** The last words of a conversation. */
export function useLastComments(ticketId: string, limit: number) {
  return useQuery({
    queryKey: [listComments.name, ticketId, 'last', limit],
    queryFn: ({ signal }) => call(listComments, { ticketId, limit, withChildren: false }, { signal }),
  });
}

/** What the pickers offer. Changes seldom, so it is kept. */
export function useTicketChoices() {
  return useQuery({
    queryKey: [ticketChoices.name],
    queryFn: ({ signal }) => call(ticketChoices, {}, { signal }),
    staleTime: 5 * 60_000,
    meta: { topics: ['board', 'user', 'team'] },
  });
}

/** Who changed what on a ticket. */
export function useTicketHistory(id: string, enabled: boolean) {
  return useQuery({
    queryKey: [ticketHistory.name, id],
    queryFn: ({ signal }) => call(ticketHistory, { id }, { signal }),
    enabled,
  });
}

/** Contacts by name or address, of one client or of all. */
export function useContactChoices(search: string, clientId: string | null, enabled = true) {
  const words = search.trim();
  const input = { limit: 20, ...(words ? { search: words } : {}), ...(clientId ? { clientId } : {}) };
  return useQuery({
    queryKey: [listContacts.name, input],
    queryFn: ({ signal }) => call(listContacts, input, { signal }),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Who is signed in and what they may do. */
export function useMe() {
  return useQuery({
    queryKey: [getMe.name],
    queryFn: ({ signal }) => call(getMe, {}, { signal }),
    staleTime: 5 * 60_000,
  });
}

/** The name of a contact that an address names. */
export function useContactName(id: string | null) {
  return useQuery({
    queryKey: [getContact.name, id],
    queryFn: ({ signal }) => call(getContact, { id: id ?? '' }, { signal }),
    enabled: id !== null,
    select: ({ fullName }) => fullName,
  });
}

function useClientPart<Part>(id: string | null, select: (client: z.output<typeof getClient.output>) => Part) {
  return useQuery({
    queryKey: [getClient.name, id],
    queryFn: ({ signal }) => call(getClient, { id: id ?? '' }, { signal }),
    enabled: id !== null,
    select,
  });
}

/** The locations of a client, by name. */
export const useClientLocations = (id: string | null) => useClientPart(id, ({ locations }) => locations);

/** The name of a client that an address names. */
export const useClientName = (id: string | null) => useClientPart(id, ({ name }) => name);
