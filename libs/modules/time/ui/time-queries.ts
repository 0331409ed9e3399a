'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { listTimeEntries, payingLinePreview, timeForApproval, timeServices } from '../contract';

const pageSize = 100;

/** What waits for the reader's approval, page by page. */
export function useTimeForApproval() {
  return useInfiniteQuery({
    queryKey: [timeForApproval.name],
    queryFn: ({ pageParam, signal }) =>
      call(timeForApproval, { limit: pageSize, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** The time of a ticket that the reader may see, latest first. */
export function useTicketTime(ticketId: string) {
  return useInfiniteQuery({
    queryKey: [listTimeEntries.name, { ticketId }],
    queryFn: ({ pageParam, signal }) =>
      call(listTimeEntries, { ticketId, limit: 20, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** The services of the picker and the ticket's default. */
export function useTimeServices(ticketId: string | null) {
  const input = ticketId ? { ticketId } : {};
  return useQuery({
    queryKey: [timeServices.name, input],
    queryFn: ({ signal }) => call(timeServices, input, { signal }),
  });
}

/** The default of the picker, else what the reader logged last. */
export const guessedService = (offered: ReturnType<typeof useTimeServices>['data']): string | null =>
  offered?.defaultServiceId ?? offered?.lastServiceId ?? null;

/** Which contract line would pay for this service on the ticket; asked only while a service is known. */
export function usePayingLine(subject: { ticketId: string | null; clientId: string | null; serviceId: string | null }) {
  const { ticketId, clientId, serviceId } = subject;
  const place = ticketId ? { ticketId } : clientId ? { clientId } : {};
  const input = { ...place, ...(serviceId ? { serviceId } : {}) };
  return useQuery({
    queryKey: [payingLinePreview.name, { ...input, clientId }],
    queryFn: ({ signal }) => call(payingLinePreview, input, { signal }),
    enabled: serviceId !== null,
  });
}

/** Fetches everything about time anew, after a change. */
export function useRefreshTime(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('time_entry.') });
}
