'use client';

import { Text } from '@mantine/core';
import Link from 'next/link';
import { ExactTime } from '@kelp/ui';
import type { Portal } from '../tables';
import { t } from './strings';

/** Says until when a second factor must be set up, and leads to where that is done. */
export function FactorReminderLine({ portal, dueAt }: { portal: Portal; dueAt: Date }) {
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
