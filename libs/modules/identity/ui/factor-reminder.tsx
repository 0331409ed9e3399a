'use client';

import { Text } from '@mantine/core';
import Link from 'next/link';
import { ExactTime } from '@kelp/ui';
import type { Portal } from '../tables';
import { t } from './strings';
import { useMe } from './use-me';

/** A line above the pages of somebody whose role will demand a second factor soon. */
export function FactorReminder({ portal }: { portal: Portal }) {
  const dueAt = useMe().data?.factorDueAt;
  if (!dueAt) return null;
  return (
    <Text
      role="status"
      size="sm"
      px="md"
      py={6}
      style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
    >
      {t('reminder.text')} <ExactTime at={dueAt} />.{' '}
      <Link href={portal === 'msp' ? '/msp/profile' : '/client-portal/profile'}>{t('reminder.link')}</Link>
    </Text>
  );
}
