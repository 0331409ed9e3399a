'use client';

import { StatusBadge, type Tone } from '@kelp/ui';
import type { ClientRow } from '../contract';
import { t } from './strings';

const tones: Record<ClientRow['lifecycle'], Tone> = { prospect: 'info', active: 'success', former: 'neutral' };

/** Where the client stands; an inactive one is only that. */
export function ClientState({
  client,
  plain = false,
}: {
  client: Pick<ClientRow, 'lifecycle' | 'isInactive'>;
  plain?: boolean;
}) {
  const { lifecycle, isInactive } = client;
  if (isInactive) return <StatusBadge tone="waiting" label={t('inactive')} plain={plain} />;
  return <StatusBadge tone={tones[lifecycle]} label={t(`lifecycle.${lifecycle}`)} plain={plain} />;
}
