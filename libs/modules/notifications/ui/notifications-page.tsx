'use client';

import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { formatInstant } from '@kelp/std';
import {
  DataList,
  PageHeader,
  RelativeTime,
  StatusBadge,
  ToneMark,
  toastSuccess,
  useAddress,
  useFormats,
  useKeys,
  type DataListColumn,
} from '@kelp/ui';
import { noticeViews, type NoticeView, type NotificationRow } from '../contract';
import { useNoticeActs, useNotifications } from './notification-queries';
import { SnoozeDialog } from './snooze-dialog';
import { t } from './strings';

const WhyDialog = lazy(() => import('./why-dialog').then((part) => ({ default: part.WhyDialog })));

function Words({ row }: { row: NotificationRow }) {
  return (
    <span style={{ fontWeight: row.isRead ? 400 : 600 }}>
      {!row.isRead && (
        <>
          <ToneMark tone="info" size={10} /> <span className="kelp-hidden">{t('page.unread')}: </span>
        </>
      )}
      {row.title}
      {row.body && (
        <Text span size="sm" c="dimmed" fw={400}>
          {' '}
          {row.body}
        </Text>
      )}
    </span>
  );
}

function When({ row: { snoozedUntil, createdAt } }: { row: NotificationRow }) {
  const { timeZone, locale } = useFormats();
  if (!snoozedUntil) return <RelativeTime at={createdAt} />;
  return <>{t('page.until', { at: formatInstant(snoozedUntil, timeZone, locale, 'date_time') })}</>;
}

const columns: DataListColumn<NotificationRow>[] = [
  {
    key: 'title',
    header: t('page.notice'),
    width: 'minmax(240px, 2.4fr)',
    primary: true,
    render: (row) => <Words row={row} />,
  },
  {
    key: 'priority',
    header: '',
    width: '84px',
    hideBelow: 900,
    render: ({ priority }) => priority === 'high' && <StatusBadge tone="danger" label={t('page.high')} plain />,
  },
  {
    key: 'why',
    header: t('page.why'),
    width: 'minmax(180px, 1fr)',
    hideBelow: 760,
    render: ({ reason }) => t(`reason.${reason}`),
  },
  { key: 'when', header: t('page.when'), width: '150px', render: (row) => <When row={row} /> },
];

function Compact({ row }: { row: NotificationRow }) {
  return (
    <div>
      <Words row={row} />
      <Text size="xs" c="dimmed">
        {t(`reason.${row.reason}`)} · <When row={row} />
        {row.priority === 'high' && <> · {t('page.high')}</>}
      </Text>
    </div>
  );
}

function ViewChoice({ view, counts, onChange }: ViewChoiceProps) {
  const label = (one: NoticeView) => {
    const count = one === 'all' ? 0 : (counts?.[one] ?? 0);
    return `${t(`page.view.${one}`)}${count > 0 ? ` (${count > 99 ? '99+' : count})` : ''}`;
  };
  return (
    <SegmentedControl
      aria-label={t('page.view')}
      size="xs"
      value={view}
      onChange={(next) => onChange(next as NoticeView)}
      data={noticeViews.map((one) => ({ value: one, label: label(one) }))}
      style={{ alignSelf: 'flex-start', margin: '0 20px 10px', maxWidth: 'calc(100% - 40px)', overflowX: 'auto' }}
    />
  );
}

interface ViewChoiceProps {
  view: NoticeView;
  counts: Record<'unread' | 'mentions' | 'snoozed', number> | undefined;
  onChange: (view: NoticeView) => void;
}

const emptyOf = (view: NoticeView) =>
  view === 'all'
    ? { title: t('page.empty'), text: t('page.emptyText') }
    : { title: t(`page.empty.${view}`), text: t(`page.empty.${view}Text`) };

/** What the reader was told: unread, all, mentions, snoozed; the view and the notice that is explained stand in the address. */
export function NotificationsPage() {
  const router = useRouter();
  const [address, change] = useAddress();
  const view = noticeViews.find((one) => one === address.get('view')) ?? 'unread';
  const why = address.get('why');
  const query = useNotifications(view);
  const { markAll, setRead, snooze } = useNoticeActs();
  const [snoozing, setSnoozing] = useState<NotificationRow[]>([]);
  const [first] = query.data?.pages ?? [];
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const unread = first?.unread ?? 0;

  function markEverything() {
    if (unread > 0) markAll.mutate(first?.lastSeq ?? 0, { onSuccess: () => toastSuccess(t('page.marked')) });
  }
  useKeys('page', { 'Shift+I': { label: t('page.key.all'), run: markEverything } });

  function toggle(chosen: NotificationRow[]) {
    setRead.mutate({ ids: chosen.map(({ id }) => id), isRead: chosen.some(({ isRead }) => !isRead) });
  }

  function open(row: NotificationRow) {
    if (!row.isRead) setRead.mutate({ ids: [row.id], isRead: true });
    router.push(row.link);
  }

  const choices = (
    <Button
      component={Link}
      href="/msp/notifications/preferences"
      variant="default"
      leftSection={<IconAdjustments size={16} />}
    >
      {t('page.choices')}
    </Button>
  );
  return (
    <div className="kelp-page-fill">
      <PageHeader
        title={t('page.title')}
        meta={unread > 0 && t('page.meta', { count: unread })}
        actions={
          <>
            {choices}
            <Button variant="default" disabled={unread === 0} loading={markAll.isPending} onClick={markEverything}>
              {t('page.markAll')}
            </Button>
          </>
        }
      />
      <ViewChoice view={view} counts={first} onChange={(next) => change({ view: next === 'unread' ? null : next })} />
      <DataList
        label={t('page.list')}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={(row) => row.title}
        columns={columns}
        renderCompact={(row) => <Compact row={row} />}
        status={query.isPending ? 'loading' : query.isError && rows.length === 0 ? 'error' : 'ready'}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={emptyOf(view)}
        hasMore={query.hasNextPage}
        loadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
        listKey={view}
        onOpen={open}
        rowKeys={{
          e: { label: t('page.key.read'), run: toggle },
          s: { label: t('page.key.snooze'), run: setSnoozing },
          w: { label: t('page.key.why'), run: ([row]) => row && change({ why: row.id }) },
        }}
        bulkActions={(chosen, clear) => (
          <>
            <Button size="xs" variant="default" onClick={() => (toggle(chosen), clear())}>
              {chosen.some(({ isRead }) => !isRead) ? t('page.bulk.read') : t('page.bulk.unread')}
            </Button>
            <Button size="xs" variant="default" onClick={() => (setSnoozing(chosen), clear())}>
              {t('page.bulk.snooze')}
            </Button>
            {chosen.length === 1 && (
              <Button size="xs" variant="default" onClick={() => change({ why: chosen[0]?.id ?? null })}>
                {t('why.title')}
              </Button>
            )}
          </>
        )}
      />
      <SnoozeDialog
        notices={snoozing}
        onClose={() => setSnoozing([])}
        onChoose={(ids, until, said) => snooze.mutate({ ids, until }, { onSuccess: () => toastSuccess(said) })}
      />
      <Suspense>{why && <WhyDialog key={why} id={why} onClose={() => change({ why: null })} />}</Suspense>
    </div>
  );
}
