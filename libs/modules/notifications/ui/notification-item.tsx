'use client';

import { Box, Group, Text } from '@mantine/core';
import Link from 'next/link';
import { RelativeTime, StatusBadge, ToneMark } from '@kelp/ui';
import type { NotificationRow } from '../contract';
import { t } from './strings';

interface ItemProps {
  row: NotificationRow;
  onOpen?: (row: NotificationRow) => void;
}

/** One notification as a link to what it is about. Unread is said by a mark, by weight and by a word for those who see neither. */
export function NotificationItem({ row, onOpen }: ItemProps) {
  return (
    <Box component="li" px="sm" py={8} style={{ borderBottom: '1px solid var(--kelp-border)', listStyle: 'none' }}>
      <Link
        href={row.link}
        onClick={() => onOpen?.(row)}
        style={{ color: 'inherit', textDecoration: 'none', display: 'block' }}
      >
        <Group gap={8} wrap="nowrap" align="baseline" justify="space-between">
          <Text size="sm" fw={row.isRead ? 400 : 600} component="span">
            {!row.isRead && (
              <>
                <ToneMark tone="info" size={10} /> <span className="kelp-hidden">{t('page.unread')}: </span>
              </>
            )}
            {row.title}
          </Text>
          <Text size="xs" c="dimmed" component="span" style={{ whiteSpace: 'nowrap' }}>
            <RelativeTime at={row.createdAt} />
          </Text>
        </Group>
        {row.body && (
          <Text size="sm" c="dimmed" lineClamp={2}>
            {row.body}
          </Text>
        )}
        {row.priority === 'high' && <StatusBadge tone="danger" label={t('page.high')} plain />}
      </Link>
      <Group gap={6} wrap="nowrap" justify="space-between">
        <Text size="xs" c="dimmed">
          {t(`reason.${row.reason}`)}
        </Text>
        <Link
          className="kelp-quiet-link"
          href={`/msp/notifications?why=${row.id}`}
          aria-label={t('why.of', { title: row.title })}
        >
          <Text size="xs" component="span" td="underline">
            {t('why.short')}
          </Text>
        </Link>
      </Group>
    </Box>
  );
}

/** A list of notifications. */
export function NotificationItems({
  rows,
  onOpen,
}: {
  rows: readonly NotificationRow[];
  onOpen?: ItemProps['onOpen'];
}) {
  return (
    <ul aria-label={t('page.list')} style={{ margin: 0, padding: 0 }}>
      {rows.map((row) => (
        <NotificationItem key={row.id} row={row} {...(onOpen ? { onOpen } : {})} />
      ))}
    </ul>
  );
}
