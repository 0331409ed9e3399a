'use client';

import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { FormDialog, toastSuccess } from '@kelp/ui';
import { createItilPolicy } from '../contract';
import { useCalendars, useRefreshSla, type CalendarRow } from './sla-settings-queries';
import { t } from './strings';

function ItilDialog({ calendars, onClose }: { calendars: readonly CalendarRow[]; onClose: () => void }) {
  const refresh = useRefreshSla();
  const [calendarId, setCalendarId] = useState(calendars[0]?.id ?? '');
  const [faults, setFaults] = useState<Record<string, string>>({});

  async function create() {
    await call(createItilPolicy, { name: 'ITIL standard', calendarId });
    toastSuccess(t('policy.itilDone'));
    await refresh();
  }

  return (
    <FormDialog
      title={t('policy.itil')}
      submitLabel={t('policy.create')}
      onSubmit={create}
      onFieldErrors={setFaults}
      onClose={onClose}
    >
      <p className="kelp-muted">{t('policy.itilText')}</p>
      <Select
        label={t('policy.calendar')}
        description={t('policy.itilCalendar')}
        data={calendars.map(({ id, name, zone }) => ({ value: id, label: `${name} (${zone})` }))}
        value={calendarId}
        onChange={(id) => id && setCalendarId(id)}
        error={faults['calendarId']}
        allowDeselect={false}
        required
        data-autofocus
      />
    </FormDialog>
  );
}

/** Sets the ITIL policy up by a business calendar of choice. */
export function ItilButton() {
  const calendars = useCalendars();
  const [isOpen, setOpen] = useState(false);
  const rows = calendars.data?.rows ?? [];
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)} disabled={rows.length === 0}>
        {t('policy.itil')}
      </Button>
      {isOpen && <ItilDialog calendars={rows} onClose={() => setOpen(false)} />}
    </>
  );
}
