'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { getTicketLists, listBoards } from '@kelp/tickets/contract';
import {
  getInboundRequest,
  getInboundWebhook,
  listInboundRequests,
  listInboundWebhooks,
  previewInboundWebhook,
  type AlertMapping,
} from '../contract';

const meta = { topics: ['inbound_webhook'] };

export const useInboundWebhooks = () =>
  useQuery({
    queryKey: [listInboundWebhooks.name],
    queryFn: ({ signal }) => call(listInboundWebhooks, {}, { signal }),
    meta,
  });

export const useInboundWebhook = (id: string) =>
  useQuery({
    queryKey: [getInboundWebhook.name, id],
    queryFn: ({ signal }) => call(getInboundWebhook, { id }, { signal }),
    meta,
  });

export const useInboundRequests = (inboundWebhookId: string) =>
  useInfiniteQuery({
    queryKey: [listInboundRequests.name, inboundWebhookId],
    queryFn: ({ pageParam, signal }) =>
      call(
        listInboundRequests,
        { inboundWebhookId, limit: 50, ...(pageParam ? { after: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    meta,
  });

export const useInboundRequest = (id: string) =>
  useQuery({
    queryKey: [getInboundRequest.name, id],
    queryFn: ({ signal }) => call(getInboundRequest, { id }, { signal }),
    meta,
  });

/** What a mapping makes of a payload; null without one. */
export const usePreview = (mapping: AlertMapping, payload: string | null) =>
  useQuery({
    queryKey: [previewInboundWebhook.name, mapping, payload],
    queryFn: ({ signal }) => call(previewInboundWebhook, { mapping, payload: payload ?? '' }, { signal }),
    enabled: payload !== null && mapping.title !== '' && mapping.alertKey !== '',
    placeholderData: (before) => before,
  });

/** Boards and priorities to choose from. */
export function useTicketChoices() {
  const boards = useQuery({ queryKey: [listBoards.name], queryFn: ({ signal }) => call(listBoards, {}, { signal }) });
  const lists = useQuery({
    queryKey: [getTicketLists.name],
    queryFn: ({ signal }) => call(getTicketLists, {}, { signal }),
  });
  const asChoice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return {
    boards: boards.data?.rows.map(asChoice) ?? [],
    priorities: lists.data?.priorities.map(asChoice) ?? [],
  };
}

/** Asks for everything about alerts again, after a change. */
export function useRefreshInbound(): () => Promise<void> {
  const client = useQueryClient();
  return () =>
    client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('inbound_webhook.') });
}
