'use client';

import { Badge, Button, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { getMe } from '@kelp/identity/contract';
import { call } from '@kelp/kernel/client';
import { clockFace } from '@kelp/std';
import { ErrorState, formatMinutes, PageHeader, PageLoading } from '@kelp/ui';
import { listWorkSchedules, type WorkScheduleRow } from '../contract';
import { t } from './strings';
import { dayNames } from './week-days';

const WorkScheduleDialog = dynamic(() => import('./work-schedule-dialog'), { ssr: false });

const capacity = ({ week }: WorkScheduleRow) =>
  week.reduce((sum, day) => sum + (day ? day.endMinute - day.startMinute - day.breakMinutes : 0), 0);

function Rows({ rows, onEdit }: { rows: readonly WorkScheduleRow[]; onEdit: ((row: WorkScheduleRow) => void) | null }) {
  return rows.map((row) => (
    <Table.Tr key={row.person.id}>
      <Table.Th scope="row">
        {row.person.name}
        <Text size="xs" c="dimmed">
          {row.person.zone}
        </Text>
      </Table.Th>
      {row.week.map((day, at) => (
        <Table.Td key={dayNames[at]} className="kelp-num">
          {day ? (
            `${clockFace(day.startMinute)}–${clockFace(day.endMinute)}`
          ) : (
            <Text span c="dimmed" size="sm">
              {t('schedules.off')}
            </Text>
          )}
        </Table.Td>
      ))}
      <Table.Td className="kelp-num" ta="right">
        {formatMinutes(capacity(row))}
      </Table.Td>
      <Table.Td>
        {row.isUsual && (
          <Badge variant="default" tt="none" mr="xs">
            {t('schedules.usual')}
          </Badge>
        )}
        {onEdit && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onEdit(row)}
            aria-label={t('schedules.edit', { name: row.person.name })}
          >
            {t('schedules.change')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  ));
}

/** When each of the staff works: what a day holds, and when one that was left running ends. */
export function WorkSchedulesPage() {
  const me = useQuery({ queryKey: [getMe.name], queryFn: ({ signal }) => call(getMe, {}, { signal }) });
  const list = useQuery({
    queryKey: [listWorkSchedules.name],
    queryFn: ({ signal }) => call(listWorkSchedules, {}, { signal }),
  });
  const [editing, setEditing] = useState<WorkScheduleRow | null>(null);
  const mayChange = me.data?.permissions.includes('work_schedule.update') ?? false;
  return (
    <div className="kelp-page">
      <PageHeader title={t('schedules.title')} back={{ href: '/msp/settings', label: t('settings.back') }} />
      {list.isError && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <PageLoading />}
      {list.data && (
        <>
          <Text c="dimmed" maw={640} mb="md">
            {t('schedules.hint')}
          </Text>
          <Table.ScrollContainer minWidth={860}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('column.person')}</Table.Th>
                  {dayNames.map((name) => (
                    <Table.Th scope="col" key={name}>
                      {name.slice(0, 3)}
                    </Table.Th>
                  ))}
                  <Table.Th scope="col" ta="right">
                    {t('schedules.week')}
                  </Table.Th>
                  <Table.Th scope="col">
                    <span className="kelp-hidden">{t('schedules.change')}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                <Rows rows={list.data.rows} onEdit={mayChange ? setEditing : null} />
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </>
      )}
      {editing && (
        <WorkScheduleDialog
          row={editing}
          onClose={() => setEditing(null)}
          onSaved={async () => {
            await list.refetch();
          }}
        />
      )}
    </div>
  );
}
