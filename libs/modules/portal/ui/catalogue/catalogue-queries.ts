'use client';

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import {
  getServiceForm,
  getServiceRequest,
  getServiceRequestDefinition,
  listServiceRequestDefinitions,
  listServiceForms,
  listServiceRequests,
  serviceRequestChoices,
  serviceRequestsOfTicket,
} from '../../requests/contract';

const meta = { topics: ['service_request'] };

export const useDefinitions = () =>
  useQuery({
    queryKey: [listServiceRequestDefinitions.name],
    queryFn: ({ signal }) => call(listServiceRequestDefinitions, {}, { signal }),
    meta,
  });

export const useDefinition = (id: string) =>
  useQuery({
    queryKey: [getServiceRequestDefinition.name, id],
    queryFn: ({ signal }) => call(getServiceRequestDefinition, { id }, { signal }),
    meta,
  });

export const useCatalogueChoices = () =>
  useQuery({
    queryKey: [serviceRequestChoices.name],
    queryFn: ({ signal }) => call(serviceRequestChoices, {}, { signal }),
    meta,
  });

export type RequestFilter = Pick<z.input<typeof listServiceRequests.input>, 'state' | 'clientId'>;

export const useServiceRequests = (filter: RequestFilter) =>
  useInfiniteQuery({
    queryKey: [listServiceRequests.name, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listServiceRequests, { ...filter, limit: 50, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    meta,
  });

export const useServiceRequest = (id: string) =>
  useQuery({
    queryKey: [getServiceRequest.name, id],
    queryFn: ({ signal }) => call(getServiceRequest, { id }, { signal }),
    meta,
  });

export const useRequestsOfTicket = (ticketId: string) =>
  useQuery({
    queryKey: [serviceRequestsOfTicket.name, ticketId],
    queryFn: ({ signal }) => call(serviceRequestsOfTicket, { ticketId }, { signal }),
    meta,
  });

/** What staff can ask for in place of this client. */
export const useServiceForms = (clientId: string | null) =>
  useQuery({
    queryKey: [listServiceForms.name, clientId],
    queryFn: ({ signal }) => call(listServiceForms, { clientId: clientId ?? '' }, { signal }),
    enabled: clientId !== null,
    meta,
  });

/** The form stands still while it is filled in. */
export const useServiceForm = (id: string | null, clientId: string | null) =>
  useQuery({
    queryKey: [getServiceForm.name, id, clientId],
    queryFn: ({ signal }) => call(getServiceForm, { id: id ?? '', clientId: clientId ?? '' }, { signal }),
    enabled: id !== null && clientId !== null,
    refetchOnWindowFocus: false,
  });

/** Asks for everything about the catalogue and its requests again, after a change. */
export function useRefreshCatalogue(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('service_request') });
}
