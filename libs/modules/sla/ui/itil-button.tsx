'use client';

import { Button } from '@mantine/core';
import { call } from '@kelp/kernel/client';
import { errorSentence, toastError, toastSuccess } from '@kelp/ui';
import { createItilPolicy } from '../contract';
import { useCalendars, useRefreshSla } from './sla-settings-queries';
import { t } from './strings';

/** Sets the ITIL policy up by the first business calendar. */
export function ItilButton() {
  const calendars = useCalendars();
  const refresh = useRefreshSla();
  const calendarId = calendars.data?.rows[0]?.id;
  async function create() {
    if (!calendarId) return;
    try {
      await call(createItilPolicy, { name: 'ITIL standard', calendarId });
      toastSuccess(t('policy.itilDone'));
      await refresh();
    } catch (error) {
      toastError(errorSentence(error));
    }
  }
  return (
    <Button size="xs" variant="default" onClick={() => void create()} disabled={!calendarId}>
      {t('policy.itil')}
    </Button>
  );
}
