import { formatMinutes, type DataListColumn } from '@kelp/ui';
import { periodWords } from './sheet-words';
import { t } from './strings';

/** The period of a sheet, as a column of any list of sheets. */
export const periodColumn = (locale: string): DataListColumn<{ startsOn: string; endsOn: string }> => ({
  key: 'period',
  header: t('sheet.period'),
  width: 'minmax(190px, 1fr)',
  render: (row) => <span className="kelp-num">{periodWords(row, locale)}</span>,
});

/** What was worked, of what the period holds. */
export const workedColumn: DataListColumn<{ minutes: number; capacityMinutes: number }> = {
  key: 'worked',
  header: t('column.worked'),
  width: '128px',
  align: 'end',
  render: ({ minutes, capacityMinutes }) => (
    <span className="kelp-num">
      {formatMinutes(minutes)}{' '}
      <span className="kelp-muted">{t('grid.of', { time: formatMinutes(capacityMinutes) })}</span>
    </span>
  ),
};
