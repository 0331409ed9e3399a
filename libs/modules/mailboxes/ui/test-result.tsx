'use client';

import { RelativeTime, StatusBadge } from '@kelp/ui';
import type { MailTransportCard } from '../contract';
import { t } from './strings';

const tones = { running: 'progress', ok: 'success', failed: 'danger' } as const;

/** How the last test went, in plain words. */
export function TestResult({ test }: { test: NonNullable<MailTransportCard['test']> }) {
  return (
    <span role="status">
      <StatusBadge tone={tones[test.state]} label={t(`test.${test.state}`)} />{' '}
      {test.at && test.state !== 'running' && <RelativeTime at={test.at} />}
      {test.text && <span style={{ display: 'block' }}>{test.text}</span>}
    </span>
  );
}
