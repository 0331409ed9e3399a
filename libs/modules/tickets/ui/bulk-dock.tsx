'use client';

import { Button, Progress } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { toastError } from '@kelp/ui';
import { stopBulk, type BulkRun } from '../contract';
import { t } from './strings';
import { hideRun, isOver, takeBack, useBulkRun, useShownRuns } from './use-bulk';

const BulkResults = dynamic(() => import('./bulk-results').then((module) => module.BulkResults));

function sentenceOf(run: BulkRun): string {
  const { state, total, done, refused, skipped } = run;
  const key = run.undoesId ? 'undo' : 'run';
  const counts = { total, done, problems: refused + skipped };
  return isOver(run) ? t(`bulk.${key}.${state as 'finished' | 'stopped'}`, counts) : t(`bulk.${key}.running`, counts);
}

function RunLine({ id }: { id: string }) {
  const run = useBulkRun(id).data;
  const [opened, setOpened] = useState(false);
  if (!run) return null;
  const over = isOver(run);
  const worked = run.done + run.refused + run.skipped;
  const sentence = sentenceOf(run);
  return (
    <div className="kelp-bulk-run">
      <span role="status" className="kelp-num">
        {sentence}
      </span>
      <Progress
        value={(worked / run.total) * 100}
        aria-label={sentence}
        color={run.refused + run.skipped > 0 ? 'yellow' : undefined}
      />
      <div className="kelp-bulk-run-actions">
        {!over && (
          <Button
            size="xs"
            variant="default"
            disabled={run.state === 'stopping'}
            onClick={() => void call(stopBulk, { id }).catch(toastError)}
          >
            {t('bulk.stop')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => setOpened(true)}>
          {t('bulk.results')}
        </Button>
        {over && run.done > 0 && !run.undoesId && !run.isUndone && (
          <Button size="xs" variant="default" onClick={() => void takeBack(id).catch(toastError)}>
            {t('bulk.takeBack')}
          </Button>
        )}
        {over && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => hideRun(id)}>
            {t('close')}
          </Button>
        )}
      </div>
      {opened && <BulkResults id={id} title={sentence} onClose={() => setOpened(false)} />}
    </div>
  );
}

/** Changes in bulk under way, with their progress, results and the way back. */
export function BulkDock() {
  const runs = useShownRuns();
  if (runs.length === 0) return null;
  return (
    <section className="kelp-bulk-dock" aria-label={t('bulk.dock')}>
      {runs.map((id) => (
        <RunLine key={id} id={id} />
      ))}
    </section>
  );
}
