'use client';

import { later } from '@kelp/ui';
import type { Portal } from '../tables';
import { useMe } from './use-me';

// few ever see it, and the words of this room come with it
const Line = later(() => import('./factor-reminder-line').then((file) => file.FactorReminderLine));

/** A line above the pages of somebody whose role will demand a second factor soon. */
export function FactorReminder({ portal }: { portal: Portal }) {
  const dueAt = useMe().data?.factorDueAt;
  return dueAt ? <Line portal={portal} dueAt={dueAt} /> : null;
}
