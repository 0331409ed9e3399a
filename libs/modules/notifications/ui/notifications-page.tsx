'use client';

import { Button } from '@mantine/core';
import { EmptyState, ErrorState, PageHeader, toastSuccess } from '@kelp/ui';
import { NotificationItems } from './notification-item';
import { NotificationPreferences } from './notification-preferences';
import { useMarkRead, useNotifications } from './notification-queries';
import { t } from './strings';

/** Everything the reader was told, newest first, and the choice of what to be told. */
export function NotificationsPage() {
  const query = useNotifications();
  const markRead = useMarkRead();
  const [first] = query.data?.pages ?? [];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const unread = first?.unread ?? 0;

  async function markAll() {
    await markRead.mutateAsync(first?.lastSeq ?? 0);
    toastSuccess(t('page.marked'));
  }

  return (
    <div className="kelp-page">
      <PageHeader
        title={t('page.title')}
        meta={unread > 0 && t('page.meta', { count: unread })}
        actions={
          <Button
            variant="default"
            disabled={unread === 0}
            loading={markRead.isPending}
            onClick={() => void markAll().catch(() => undefined)}
          >
            {t('page.markAll')}
          </Button>
        }
      />
      {query.isError && rows.length === 0 && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <EmptyState title={t('page.empty')} text={t('page.emptyText')} />}
      {rows.length > 0 && <NotificationItems rows={rows} />}
      {query.hasNextPage && (
        <Button variant="default" mt="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('page.more')}
        </Button>
      )}
      <NotificationPreferences />
    </div>
  );
}
