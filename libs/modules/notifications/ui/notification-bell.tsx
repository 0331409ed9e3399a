'use client';

import { Anchor, Group } from '@mantine/core';
import Link from 'next/link';
import { EmptyState, ErrorState, type BellProps } from '@kelp/ui';
import { NotificationItems } from './notification-item';
import { useNewestNotifications, useNoticeActs } from './notification-queries';
import { ReadAllButton } from './read-all-button';
import { t } from './strings';

function BellPanel() {
  const { data, error, isError, refetch } = useNewestNotifications();
  const { setRead } = useNoticeActs();
  if (isError && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const rows = data?.rows ?? [];
  return (
    <>
      {data && rows.length === 0 ? (
        <EmptyState title={t('page.empty')} text={t('page.emptyText')} />
      ) : (
        <NotificationItems
          rows={rows}
          onOpen={({ id, isRead }) => !isRead && setRead.mutate({ ids: [id], isRead: true })}
        />
      )}
      <Group justify="space-between" p="xs">
        <Anchor component={Link} href="/msp/notifications" size="sm">
          {t('page.all')}
        </Anchor>
        <ReadAllButton shown={data} />
      </Group>
    </>
  );
}

/** What the staff shell's bell shows: the count, live, and the newest few. Stands inside LiveProvider. */
export function useNotificationBell(): BellProps {
  const { data } = useNewestNotifications();
  return { unread: data?.unread ?? 0, panel: <BellPanel /> };
}
