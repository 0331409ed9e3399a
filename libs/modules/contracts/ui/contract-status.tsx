'use client';

import { StatusBadge, type Tone } from '@kelp/ui';
import type { ContractRow } from '../contract';
import { t } from './strings';

const tones: Record<ContractRow['status'], Tone> = { draft: 'neutral', active: 'success', ended: 'info' };

/** Draft, in force or ended. */
export function ContractStatus({ status, plain = false }: { status: ContractRow['status']; plain?: boolean }) {
  return <StatusBadge tone={tones[status]} label={t(`status.${status}`)} plain={plain} />;
}
