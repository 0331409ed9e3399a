'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { toastError } from '@kelp/ui';
import {
  getNotificationPreferences,
  listNotifications,
  markNotificationsRead,
  setNotificationPreference,
  type NotificationPreference,
} from '../contract';

const pageSize = 50;
const bellSize = 15;

/** The newest few with the count of the unread, for the bell. */
export function useNewestNotifications() {
  const input = { unreadOnly: false, limit: bellSize };
  return useQuery({
    queryKey: [listNotifications.name, 'bell'],
    queryFn: ({ signal }) => call(listNotifications, input, { signal }),
  });
}

/** All of the reader's notifications, page by page. */
export function useNotifications() {
  return useInfiniteQuery({
    queryKey: [listNotifications.name, 'all'],
    queryFn: ({ pageParam, signal }) =>
      call(
        listNotifications,
        { unreadOnly: false, limit: pageSize, ...(pageParam ? { after: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** Marks everything up to a number as read, and asks for the lists again. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (upTo: number) => call(markNotificationsRead, { upTo }),
    onSuccess: () => client.invalidateQueries({ queryKey: [listNotifications.name] }),
    onError: toastError,
  });
}

/** What the reader is told; a switch shows its new place at once and goes back when the change fails. */
export function useNotificationPreferences() {
  const client = useQueryClient();
  const key = [getNotificationPreferences.name];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call(getNotificationPreferences, {}, { signal }),
  });
  const change = useMutation({
    mutationFn: (choice: NotificationPreference) => call(setNotificationPreference, choice),
    onMutate: (choice) =>
      client.setQueryData<{ preferences: NotificationPreference[] }>(key, (before) => ({
        preferences: (before?.preferences ?? []).map((one) =>
          one.subtype === choice.subtype && one.channel === choice.channel ? choice : one,
        ),
      })),
    onSuccess: (saved) => client.setQueryData(key, saved),
    onError: (error) => {
      toastError(error);
      void client.invalidateQueries({ queryKey: key });
    },
  });
  return { query, change: (choice: NotificationPreference) => change.mutate(choice) };
}
