'use client';

import { Button, Group, Text } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { formatMinutes, Kbd, toastError, useKeys } from '@kelp/ui';
import { listTimeEntries, setTimeCell } from '../contract';
import { gridRows, workOf, type GridRow, type GridWork } from '../domain/grid';
import { parseQuickLog } from '../domain/parse-quick-log';
import { AddGridRow } from './add-grid-row';
import { useRefreshSheets, useTimeBetween } from './sheet-queries';
import { t } from './strings';
import './timer.css';

interface Day {
  date: string;
  label: string;
  capacityMinutes: number;
}

interface Props {
  days: readonly Day[];
  /** The same days a week earlier, first and last. */
  weekBefore: { from: string; to: string };
  mayLog: boolean;
  /** Whose week it is; the reader's own without one. */
  userId?: string | undefined;
}

/** Typed time in minutes; nothing is none. Throws invalid for what is no time. */
const minutesOf = (typed: string): number =>
  ['', '0', '0:00'].includes(typed.trim()) ? 0 : parseQuickLog(typed, []).minutes;

/** Enter goes down a row, Shift+Enter would hand in and is left alone. */
function goDown(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  const cells = [...document.querySelectorAll<HTMLInputElement>('.kelp-grid-cell')];
  const { day } = event.currentTarget.dataset;
  const column = cells.filter((cell) => cell.dataset['day'] === day);
  const next = column[column.indexOf(event.currentTarget) + 1];
  event.currentTarget.blur();
  next?.focus();
  next?.select();
}

interface CellProps {
  row: GridRow;
  day: Day;
  mayLog: boolean;
  userId: string | undefined;
  onSaved: () => Promise<void>;
}

function Cell({ row, day, mayLog, userId, onSaved }: CellProps) {
  const cell = row.cells.get(day.date);
  const saved = cell ? formatMinutes(cell.minutes) : '';
  const [typed, setTyped] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const isFixed = !mayLog || (cell?.isFixed ?? false);

  async function save() {
    if (typed === null) return;
    try {
      const minutes = minutesOf(typed);
      if (minutes !== (cell?.minutes ?? 0)) {
        const place = row.ticket ? { ticketId: row.ticket.id } : { clientId: row.client?.id ?? null };
        const whose = userId ? { userId } : {};
        const { warnings } = await call(setTimeCell, {
          ...whose,
          ...place,
          date: day.date,
          serviceId: row.service.id,
          minutes,
        });
        if (warnings[0]) toastError(warnings[0].message);
        await onSaved();
      }
      setFailed(false);
      setTyped(null);
    } catch (error) {
      setFailed(true);
      toastError(error);
    }
  }

  return (
    <input
      className="kelp-grid-cell kelp-num"
      inputMode="text"
      autoComplete="off"
      data-day={day.date}
      aria-label={t('grid.cell', { work: nameOf(row), day: day.label })}
      aria-invalid={failed}
      value={typed ?? saved}
      readOnly={isFixed}
      title={
        isFixed && cell
          ? t(cell.entries.length > 1 ? 'grid.several' : 'grid.fixed', { count: cell.entries.length })
          : undefined
      }
      onChange={(event) => setTyped(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={() => void save()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped(null);
        goDown(event);
      }}
    />
  );
}

const nameOf = ({ ticket, client, service }: GridWork): string =>
  `${ticket ? `${ticket.number} ${ticket.title}` : (client?.name ?? t('work.adHoc'))}, ${service.name}`;

function Totals({ days, rows }: { days: readonly Day[]; rows: readonly GridRow[] }) {
  const worked = ({ date }: Day) => rows.reduce((sum, row) => sum + (row.cells.get(date)?.minutes ?? 0), 0);
  const all = rows.reduce((sum, { minutes }) => sum + minutes, 0);
  const capacity = days.reduce((sum, { capacityMinutes }) => sum + capacityMinutes, 0);
  const draw = (minutes: number, of: number) => (
    <>
      <strong>{formatMinutes(minutes)}</strong>
      <span className="kelp-muted">{of > 0 ? t('grid.of', { time: formatMinutes(of) }) : t('schedules.off')}</span>
      {minutes > of && <span className="kelp-hidden">{t('sheetFlag.over_capacity')}</span>}
    </>
  );
  return (
    <tr className="kelp-grid-totals">
      <th scope="row">{t('grid.total')}</th>
      {days.map((day) => (
        <td key={day.date} className="kelp-num" data-over={worked(day) > day.capacityMinutes || undefined}>
          {draw(worked(day), day.capacityMinutes)}
        </td>
      ))}
      <td className="kelp-num">{draw(all, capacity)}</td>
    </tr>
  );
}

/** Days × work: typed with Tab and Enter, each cell saved as it is left. */
export function WeekGrid({ days, weekBefore, mayLog, userId }: Props) {
  const [first, last] = [days[0]?.date ?? '', days.at(-1)?.date ?? ''];
  const { data } = useTimeBetween(first, last, userId);
  const refresh = useRefreshSheets();
  const [wished, setWished] = useState<readonly GridWork[]>([]);
  const rows = gridRows(data?.rows ?? [], wished);
  const add = (works: readonly GridWork[]) =>
    setWished((current) => [...current, ...works.filter(({ key }) => !rows.some((row) => row.key === key))]);

  async function copyBefore() {
    try {
      const before = await call(listTimeEntries, { userId: userId ?? 'me', ...weekBefore, limit: 200 });
      add(gridRows(before.rows, []).map(workOf));
    } catch (error) {
      toastError(error);
    }
  }
  useKeys('page', { c: { label: t('grid.copy'), run: () => void copyBefore() } }, { enabled: mayLog });

  return (
    <section aria-label={t('grid.title')}>
      <div className="kelp-grid-scroll" tabIndex={0} role="group" aria-label={t('grid.title')}>
        <table className="kelp-grid">
          <thead>
            <tr>
              <th scope="col">{t('column.work')}</th>
              {days.map(({ date, label }) => (
                <th scope="col" key={date}>
                  {label}
                </th>
              ))}
              <th scope="col">{t('grid.total')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  <span className="kelp-grid-work">
                    {row.ticket ? `${row.ticket.number} ${row.ticket.title}` : (row.client?.name ?? t('work.adHoc'))}
                  </span>
                  <Text size="xs" c="dimmed" component="span">
                    {row.service.name}
                  </Text>
                </th>
                {days.map((day) => (
                  <td key={day.date}>
                    <Cell {...{ row, day, mayLog, userId }} onSaved={refresh} />
                  </td>
                ))}
                <td className="kelp-num kelp-grid-sum">{formatMinutes(row.minutes)}</td>
              </tr>
            ))}
            {data && rows.length === 0 && (
              <tr>
                <td colSpan={days.length + 2} className="kelp-muted">
                  {t('grid.empty')}
                </td>
              </tr>
            )}
          </tbody>
          <tfoot>
            <Totals days={days} rows={rows} />
          </tfoot>
        </table>
      </div>
      {mayLog && (
        <Group gap="xs" mt="xs">
          <AddGridRow userId={userId} onAdd={(work) => add([work])} />
          <Button variant="default" size="xs" onClick={() => void copyBefore()} rightSection={<Kbd keys="c" />}>
            {t('grid.copy')}
          </Button>
        </Group>
      )}
    </section>
  );
}
