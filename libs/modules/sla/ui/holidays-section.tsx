'use client';

import { Button, Group } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, EmptyState, Section, toastSuccess, QueryState } from '@kelp/ui';
import { deleteHolidayCalendar } from '../contract';
import { useHolidayCalendars, useMay, useRefreshSla, type HolidayCalendarRow } from './sla-settings-queries';
import { t } from './strings';

const HolidayDialog = lazy(() => import('./holiday-dialog').then((file) => ({ default: file.HolidayDialog })));

function HolidayItem({ row, onEdit, onDelete }: { row: HolidayCalendarRow; onEdit: () => void; onDelete: () => void }) {
  const may = useMay();
  const { name, source, country, region, dayCount, calendarCount, lastDay } = row;
  const place = [country, region].filter(Boolean).join('-');
  return (
    <li>
      <div className="kelp-sla-words">
        <strong>{name}</strong>
        <p>
          {t(`shared.source.${source}`, { place })}, {t('shared.days', { count: dayCount })}
          {lastDay && `, ${t('shared.until', { date: lastDay })}`}, {t('shared.usedBy', { count: calendarCount })}
        </p>
      </div>
      <Group gap="xs">
        {may('business_hours.delete') && calendarCount === 0 && (
          <Button size="xs" variant="default" aria-label={t('shared.deleteLabel', { name })} onClick={onDelete}>
            {t('calendar.delete')}
          </Button>
        )}
        <Button size="xs" variant="default" aria-label={t('calendar.editLabel', { name })} onClick={onEdit}>
          {t('calendar.edit')}
        </Button>
      </Group>
    </li>
  );
}

/** Days off that several business calendars share. */
export function HolidaysSection() {
  const may = useMay();
  const query = useHolidayCalendars();
  const refresh = useRefreshSla();
  const [edited, setEdited] = useState<string | 'new' | null>(null);
  const rows = query.data?.rows ?? [];
  const [deleted, setDeleted] = useState<HolidayCalendarRow | null>(null);
  async function remove({ id, name }: HolidayCalendarRow) {
    await call(deleteHolidayCalendar, { id });
    toastSuccess(t('calendar.deleted', { name }));
    await refresh();
  }
  return (
    <Section
      title={t('shared.title')}
      actions={
        may('business_hours.create') && (
          <Button size="xs" onClick={() => setEdited('new')}>
            {t('shared.new')}
          </Button>
        )
      }
    >
      <QueryState query={query} lines={2} />
      {query.data && rows.length === 0 && <EmptyState title={t('shared.empty')} text={t('shared.emptyText')} />}
      <ul className="kelp-sla-list">
        {rows.map((row) => (
          <HolidayItem key={row.id} row={row} onEdit={() => setEdited(row.id)} onDelete={() => setDeleted(row)} />
        ))}
      </ul>
      {deleted && (
        <ConfirmDialog
          opened
          danger
          title={t('calendar.deleteTitle', { name: deleted.name })}
          confirmLabel={t('calendar.delete')}
          onConfirm={() => remove(deleted)}
          onClose={() => setDeleted(null)}
        >
          <p>{t('shared.deleteText')}</p>
        </ConfirmDialog>
      )}
      {edited && (
        <Suspense fallback={null}>
          <HolidayDialog id={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </Section>
  );
}
