'use client';

import { StatusBadge, type Tone } from '@kelp/ui';
import type { OutgoingRow } from '../contract';
import { t } from './strings';

const tones: Record<OutgoingRow['state'], Tone> = {
  queued: 'waiting',
  sending: 'progress',
  sent: 'success',
  unknown: 'warning',
  deferred: 'warning',
  bounced: 'danger',
  complained: 'danger',
  suppressed: 'danger',
  failed: 'danger',
};

/** What became of a mail, in a word and a tone. */
export function MailState({ state, plain = false }: { state: OutgoingRow['state']; plain?: boolean }) {
  return <StatusBadge tone={tones[state]} label={t(`mailState.${state}`)} plain={plain} />;
}
