'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { listInboundMessages, listMailboxes, type InboundRow } from '../contract';

const pageSize = 50;

/** The mailboxes and the boards they may feed. */
export function useMailboxes() {
  return useQuery({
    queryKey: [listMailboxes.name],
    queryFn: ({ signal }) => call(listMailboxes, {}, { signal }),
    meta: { topics: ['inbound_message'] },
  });
}

/** The mail that came in, page by page; of one state only when given. */
export function useInboundMessages(state: InboundRow['state'] | null) {
  const input = state ? { state } : {};
  return useInfiniteQuery({
    queryKey: [listInboundMessages.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listInboundMessages, { ...input, limit: pageSize, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** Asks for everything about mailboxes again, after a change. */
export function useRefreshMailboxes(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => /^(mailbox|inbound_message)\./.test(String(queryKey[0])) });
}
