'use client';

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '@kelp/kernel/client';
import { toastError } from '@kelp/ui';
import {
  explainNotification,
  getNotificationPreferences,
  listNotifications,
  markNotificationsRead,
  setNotificationPreference,
  setNotificationsRead,
  snoozeNotification,
  type NoticeView,
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

/** The reader's notifications of one view, page by page. */
export function useNotifications(view: NoticeView) {
  return useInfiniteQuery({
    queryKey: [listNotifications.name, view],
    queryFn: ({ pageParam, signal }) =>
      call(
        listNotifications,
        { unreadOnly: false, view, limit: pageSize, ...(pageParam ? { after: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
}

/** Marking up to a number, marking some, and snoozing; each asks for the lists again. */
export function useNoticeActs() {
  const client = useQueryClient();
  const wishes = {
    onSuccess: () => client.invalidateQueries({ queryKey: [listNotifications.name] }),
    onError: toastError,
  };
  const markAll = useMutation({ mutationFn: (upTo: number) => call(markNotificationsRead, { upTo }), ...wishes });
  const setRead = useMutation({
    mutationFn: (wish: { ids: string[]; isRead: boolean }) => call(setNotificationsRead, wish),
    ...wishes,
  });
  const snooze = useMutation({
    mutationFn: async ({ ids, until }: { ids: string[]; until: Date | null }) => {
      for (const id of ids) await call(snoozeNotification, { id, until });
    },
    ...wishes,
  });
  return { markAll, setRead, snooze };
}

/** Why the reader was told. */
export function useReasons(id: string) {
  return useQuery({
    queryKey: [explainNotification.name, id],
    queryFn: ({ signal }) => call(explainNotification, { id }, { signal }),
    retry: false,
  });
}

type Wish = Pick<NotificationPreference, 'subtype' | 'channel' | 'isOn'>;

/** What the reader is told; a switch shows its new place at once and goes back when the change fails. */
export function useNotificationPreferences() {
  const query = useQuery({
    queryKey: [getNotificationPreferences.name],
    queryFn: ({ signal }) => call(getNotificationPreferences, {}, { signal }),
  });
  return { query, change: useChangePreference() };
}

/** Turns a kind on or off for one way. */
export function useChangePreference(): (wish: Wish) => void {
  const client = useQueryClient();
  const key = [getNotificationPreferences.name];
  const change = useMutation({
    mutationFn: (wish: Wish) => call(setNotificationPreference, wish),
    onMutate: (wish) =>
      client.setQueryData<{ preferences: NotificationPreference[] }>(
        key,
        (before) =>
          before && {
            preferences: before.preferences.map((one) =>
              one.subtype === wish.subtype && one.channel === wish.channel ? { ...one, isOn: wish.isOn } : one,
            ),
          },
      ),
    onSuccess: async (saved) => {
      client.setQueryData(key, saved);
      await client.invalidateQueries({ queryKey: [explainNotification.name] });
    },
    onError: (error) => {
      toastError(error);
      void client.invalidateQueries({ queryKey: key });
    },
  });
  return (wish) => change.mutate(wish);
}
