'use client';

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import {
  getWebhook,
  getWebhookDelivery,
  listWebhookDeliveries,
  listWebhookEvents,
  listWebhooks,
  type DeliveryState,
} from '../contract';

const meta = { topics: ['webhook'] };

export const useWebhooks = () =>
  useQuery({ queryKey: [listWebhooks.name], queryFn: ({ signal }) => call(listWebhooks, {}, { signal }), meta });

export const useWebhook = (id: string) =>
  useQuery({ queryKey: [getWebhook.name, id], queryFn: ({ signal }) => call(getWebhook, { id }, { signal }), meta });

export const useWebhookEvents = () =>
  useQuery({ queryKey: [listWebhookEvents.name], queryFn: ({ signal }) => call(listWebhookEvents, {}, { signal }) });

export const useDeliveries = (webhookId: string, state: DeliveryState | null) =>
  useInfiniteQuery({
    queryKey: [listWebhookDeliveries.name, webhookId, state],
    queryFn: ({ pageParam, signal }) =>
      call(
        listWebhookDeliveries,
        { webhookId, limit: 50, ...(state ? { state } : {}), ...(pageParam ? { after: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    meta,
  });

export const useDelivery = (id: string) =>
  useQuery({
    queryKey: [getWebhookDelivery.name, id],
    queryFn: ({ signal }) => call(getWebhookDelivery, { id }, { signal }),
    meta,
  });

/** Asks for everything about webhooks again, after a change. */
export function useRefreshWebhooks(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('webhook.') });
}
