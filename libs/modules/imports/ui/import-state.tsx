'use client';

import { StatusBadge, type Tone } from '@kelp/ui';
import type { ImportState, RowState } from '../contract';
import { t } from './strings';

const ofImport: Record<ImportState, Tone> = {
  reading: 'progress',
  unreadable: 'danger',
  mapping: 'waiting',
  checking: 'progress',
  checked: 'waiting',
  running: 'progress',
  finished: 'success',
  stopped: 'warning',
  undoing: 'progress',
  undone: 'neutral',
};
const ofRow: Record<RowState, Tone> = {
  waiting: 'neutral',
  broken: 'danger',
  creates: 'success',
  updates: 'info',
  skips: 'neutral',
  problem: 'danger',
  created: 'success',
  updated: 'info',
  skipped: 'neutral',
  failed: 'danger',
  undone: 'neutral',
  kept: 'warning',
};

/** Where an import stands, in a word and a tone. */
export const ImportBadge = ({ state }: { state: ImportState }) => (
  <StatusBadge tone={ofImport[state]} label={t(`state.${state}`)} plain />
);

/** What became of a row. */
export const RowBadge = ({ state }: { state: RowState }) => (
  <StatusBadge tone={ofRow[state]} label={t(`row.${state}`)} plain />
);
