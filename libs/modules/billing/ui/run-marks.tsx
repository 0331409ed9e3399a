'use client';

import { StatusBadge, type Tone } from '@kelp/ui';
import type { BillingRunRow, RunClientRow } from '../contract';
import { t } from './strings';

const runTones = {
  running: 'progress',
  stopping: 'waiting',
  stopped: 'neutral',
  finished: 'success',
} as const satisfies Record<BillingRunRow['state'], Tone>;
const clientTones = {
  queued: 'neutral',
  nothing: 'info',
  blocked: 'warning',
  failed: 'danger',
} as const satisfies Record<Exclude<RunClientRow['state'], 'drafted'>, Tone>;

/** How a run stands. */
export const RunBadge = ({ state, plain = false }: { state: BillingRunRow['state']; plain?: boolean }) => (
  <StatusBadge tone={runTones[state]} label={t(`runs.state.${state}`)} plain={plain} />
);

const invoiceTones = { draft: 'progress', final: 'success', void: 'neutral' } as const satisfies Record<string, Tone>;

/** What became of a client in a run; a draft that was made is shown as it stands now. */
export function RunClientBadge({ row }: { row: Pick<RunClientRow, 'state' | 'invoice'> }) {
  const { state, invoice } = row;
  if (state !== 'drafted') return <StatusBadge tone={clientTones[state]} label={t(`run.state.${state}`)} plain />;
  if (!invoice) return <StatusBadge tone="neutral" label={t('run.state.deleted')} plain />;
  return <StatusBadge tone={invoiceTones[invoice.state]} label={t(`run.state.${invoice.state}`)} plain />;
}

/** How many clients of a run are done. Clients with two billing profiles count twice once they are reached. */
export function progressOf({ counts }: Pick<BillingRunRow, 'counts'>): { done: number; all: number } {
  const done = counts.drafted + counts.nothing + counts.blocked + counts.failed;
  return { done, all: done + counts.queued };
}
