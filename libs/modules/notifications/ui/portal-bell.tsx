'use client';

import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { call } from '@kelp/kernel/client';
import { EmptyState, ErrorState, RelativeTime, ToneMark, type BellProps } from '@kelp/ui';
import { listNotifications, type NotificationRow } from '../contract';
import { useNoticeActs } from './notification-queries';
import { ReadAllButton } from './read-all-button';
import { t } from './strings';
import './portal-notices.css';

const shown = 15;
const everyMinute = 60_000;

/** Clients have no live connection, which would tell them when something happens elsewhere: the bell asks for their own notices now and then. */
function usePortalNotices() {
  return useQuery({
    queryKey: [listNotifications.name, 'portal'],
    queryFn: ({ signal }) => call(listNotifications, { unreadOnly: false, limit: shown }, { signal }),
    refetchInterval: everyMinute,
    refetchOnWindowFocus: true,
    staleTime: 0,
  });
}

function Notice({ row, onOpen }: { row: NotificationRow; onOpen: () => void }) {
  return (
    <li>
      <Link href={row.link} onClick={onOpen}>
        <span className="kelp-p-notice-head">
          <Text size="sm" fw={row.isRead ? 400 : 600} component="span">
            {!row.isRead && (
              <>
                <ToneMark tone="info" size={10} /> <span className="kelp-hidden">{t('page.unread')}: </span>
              </>
            )}
            {row.title}
          </Text>
          <Text size="xs" c="dimmed" component="span" className="kelp-p-notice-time">
            <RelativeTime at={row.createdAt} />
          </Text>
        </span>
        {row.body && (
          <Text size="sm" c="dimmed" lineClamp={2}>
            {row.body}
          </Text>
        )}
      </Link>
    </li>
  );
}

function Panel() {
  const { data, error, isError, refetch } = usePortalNotices();
  const { setRead } = useNoticeActs();
  if (isError && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const rows = data?.rows ?? [];
  if (data && rows.length === 0) return <EmptyState title={t('portal.empty')} text={t('portal.emptyText')} />;
  return (
    <>
      <ul className="kelp-p-notices" aria-label={t('page.list')}>
        {rows.map((row) => (
          <Notice
            key={row.id}
            row={row}
            onOpen={() => !row.isRead && setRead.mutate({ ids: [row.id], isRead: true })}
          />
        ))}
      </ul>
      <Group justify="flex-end" p="xs">
        <ReadAllButton shown={data} />
      </Group>
    </>
  );
}

/** What the portal's bell shows: how many of the reader's notices are unread, and the newest few. */
export function usePortalBell(): BellProps {
  const { data } = usePortalNotices();
  return { unread: data?.unread ?? 0, panel: <Panel /> };
}
