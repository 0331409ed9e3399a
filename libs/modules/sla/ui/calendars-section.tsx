'use client';

import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, EmptyState, Section, StatusBadge, toastSuccess, QueryState } from '@kelp/ui';
import { deleteBusinessCalendar } from '../contract';
import { CalendarDialog } from './calendar-dialog';
import { useCalendars, useMay, useRefreshSla, type CalendarRow } from './sla-settings-queries';
import { t } from './strings';

interface ItemProps {
  calendar: CalendarRow;
  onEdit: () => void;
  onDelete: () => void;
}

function CalendarItem({ calendar, onEdit, onDelete }: ItemProps) {
  const may = useMay();
  const { name, zone, neverOpens, policyCount } = calendar;
  return (
    <li>
      <div className="kelp-sla-words">
        <Group gap="xs">
          <strong>{name}</strong>
          {neverOpens && <StatusBadge tone="warning" label={t('calendar.neverOpens')} />}
        </Group>
        <p>
          {zone}
          {policyCount > 0 ? `, ${t('calendar.usedBy', { count: policyCount })}` : `, ${t('calendar.unused')}`}
        </p>
      </div>
      <Group gap="xs">
        {may('business_hours.delete') && policyCount === 0 && (
          <Button size="xs" variant="default" aria-label={t('calendar.deleteLabel', { name })} onClick={onDelete}>
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

/** The business calendars: when time counts, and where. */
export function CalendarsSection() {
  const may = useMay();
  const query = useCalendars();
  const refresh = useRefreshSla();
  const [edited, setEdited] = useState<string | 'new' | null>(null);
  const [deleted, setDeleted] = useState<CalendarRow | null>(null);
  const rows = query.data?.rows ?? [];

  async function remove({ id, name }: CalendarRow) {
    await call(deleteBusinessCalendar, { id });
    toastSuccess(t('calendar.deleted', { name }));
    await refresh();
  }

  return (
    <Section
      title={t('calendar.title')}
      actions={
        may('business_hours.create') && (
          <Button size="xs" onClick={() => setEdited('new')}>
            {t('calendar.new')}
          </Button>
        )
      }
    >
      <QueryState query={query} lines={3} />
      {query.data && rows.length === 0 && <EmptyState title={t('calendar.empty')} text={t('calendar.emptyText')} />}
      <ul className="kelp-sla-list">
        {rows.map((calendar) => (
          <CalendarItem
            key={calendar.id}
            calendar={calendar}
            onEdit={() => setEdited(calendar.id)}
            onDelete={() => setDeleted(calendar)}
          />
        ))}
      </ul>
      {edited && <CalendarDialog id={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {deleted && (
        <ConfirmDialog
          opened
          danger
          title={t('calendar.deleteTitle', { name: deleted.name })}
          confirmLabel={t('calendar.delete')}
          onConfirm={() => remove(deleted)}
          onClose={() => setDeleted(null)}
        >
          <p>{t('calendar.deleteText')}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
