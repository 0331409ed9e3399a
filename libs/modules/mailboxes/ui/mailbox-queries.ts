'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import {
  clientMailTroubles,
  getMailTransport,
  getOutgoing,
  listHeldMail,
  listInboundMessages,
  listMailboxes,
  listOutgoing,
  listSenderRules,
  listSuppressions,
  ticketMails,
  type InboundRow,
  type OutgoingRow,
} from '../contract';

const pageSize = 50;

/** The mailboxes and the boards they may feed. */
export function useMailboxes() {
  return useQuery({
    queryKey: [listMailboxes.name],
    queryFn: ({ signal }) => call(listMailboxes, {}, { signal }),
    meta: { topics: ['inbound_message', 'mailbox'] },
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
    client.invalidateQueries({
      predicate: ({ queryKey }) =>
        /^(mailbox|inbound_message|held_mail|sender_rule|mail|mail_suppression|mail_transport)\./.test(
          String(queryKey[0]),
        ),
    });
}

const pages = { initialPageParam: '', getNextPageParam: (page: { next: string | null }) => page.next };

/** The mail that waits for a person, page by page. */
export function useHeldMail() {
  return useInfiniteQuery({
    queryKey: [listHeldMail.name],
    queryFn: ({ pageParam, signal }) =>
      call(listHeldMail, { limit: pageSize, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    ...pages,
  });
}

/** What was decided about senders. */
export function useSenderRules() {
  return useQuery({
    queryKey: [listSenderRules.name],
    queryFn: ({ signal }) => call(listSenderRules, {}, { signal }),
    meta: { topics: ['held_mail'] },
  });
}

/** The mail that went out, page by page. */
export function useOutgoing(filter: { state: OutgoingRow['state'] | null; address: string }) {
  const input = {
    ...(filter.state ? { state: filter.state } : {}),
    ...(filter.address ? { address: filter.address } : {}),
  };
  return useInfiniteQuery({
    queryKey: [listOutgoing.name, input],
    queryFn: ({ pageParam, signal }) =>
      call(listOutgoing, { ...input, limit: pageSize, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    meta: { topics: ['mail'] },
    ...pages,
  });
}

/** One message with its history. */
export function useOutgoingMail(id: string) {
  return useQuery({
    queryKey: [getOutgoing.name, id],
    queryFn: ({ signal }) => call(getOutgoing, { id }, { signal }),
    meta: { topics: ['mail'] },
  });
}

/** The addresses that get no mail now. */
export function useSuppressions() {
  return useQuery({
    queryKey: [listSuppressions.name],
    queryFn: ({ signal }) => call(listSuppressions, { limit: 200 }, { signal }),
    meta: { topics: ['mail'] },
  });
}

/** The workspace's own mail server and the limits. */
export function useMailTransport() {
  return useQuery({
    queryKey: [getMailTransport.name],
    queryFn: ({ signal }) => call(getMailTransport, {}, { signal }),
    meta: { topics: ['mail'] },
  });
}

/** How the mails of a ticket fared. */
export function useTicketMails(ticketId: string) {
  return useQuery({
    queryKey: [ticketMails.name, ticketId],
    queryFn: ({ signal }) => call(ticketMails, { ticketId }, { signal }),
    meta: { topics: ['mail'] },
  });
}

/** The contacts of a client that get no mail. */
export function useClientMailTroubles(clientId: string) {
  return useQuery({
    queryKey: [clientMailTroubles.name, clientId],
    queryFn: ({ signal }) => call(clientMailTroubles, { clientId }, { signal }),
    meta: { topics: ['mail'] },
  });
}
