'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { wallTimeAt } from '@kelp/std';
import { FormDialog } from '@kelp/ui';
import { adjust, endOf, type Interval } from '../domain/interval';
import { instantOfWall } from './instant-of-wall';
import { changeIntervals } from './interval-store';
import { t } from './strings';

/** Puts the start and the end of an interval right. */
export default function AdjustDialog({
  interval,
  zone,
  onClose,
}: {
  interval: Interval;
  zone: string;
  onClose: () => void;
}) {
  const [start, setStart] = useState(() => wallTimeAt(new Date(interval.startAt), zone));
  const [end, setEnd] = useState(() => wallTimeAt(new Date(endOf(interval)), zone));

  async function save() {
    const moved = adjust(interval, instantOfWall(start, zone).getTime(), instantOfWall(end, zone).getTime(), zone);
    await changeIntervals(interval.owner, () => ({ put: [moved], remove: [] }));
  }

  return (
    <FormDialog
      title={t('tracked.adjustTitle')}
      submitLabel={t('tracked.adjustSave')}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label={t('form.start')}
        type="datetime-local"
        value={start}
        onChange={(event) => setStart(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={t('tracked.end')}
        type="datetime-local"
        value={end}
        onChange={(event) => setEnd(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
