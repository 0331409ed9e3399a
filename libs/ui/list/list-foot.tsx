'use client';

import { Button } from '@mantine/core';
import { useFormats } from '../format/format-provider';
import { t } from '../i18n';
import { cappedCount } from './columns';
import type { DataListProps } from './list-props';
import type { ListState } from './use-list-state';

/** The bar that appears when rows are chosen. */
export function BulkBar<Row>({
  state,
  actions,
  everything,
  hasMore,
}: {
  state: ListState<Row>;
  actions: DataListProps<Row>['bulkActions'];
} & Pick<DataListProps<Row>, 'everything' | 'hasMore'>) {
  const { selectedRows, clear, chosen, isEveryRow } = state;
  const isOffered = everything && hasMore && !chosen.isAll && isEveryRow;
  if (selectedRows.length === 0) return null;
  return (
    <div className="kelp-bulk" role="region" aria-label={t('list.bulk')}>
      <strong aria-live="polite">
        {everything && chosen.isAll
          ? everything.taken(chosen.excluded.length)
          : t('list.selected', { count: selectedRows.length })}
      </strong>
      {isOffered && (
        <Button variant="subtle" onClick={state.takeEverything}>
          {everything.offer}
        </Button>
      )}
      <div className="kelp-bulk-actions">{actions?.(selectedRows, clear, chosen)}</div>
      <Button variant="subtle" color="gray" onClick={clear}>
        {t('list.clear')}
      </Button>
    </div>
  );
}

/** How many rows are shown, of how many. */
export function ListFoot<Row>({ rows, total, totalCap, loadingMore, footer }: DataListProps<Row>) {
  const { locale } = useFormats();
  if (rows.length === 0) return null;
  const shown = new Intl.NumberFormat(locale).format(rows.length);
  return (
    <div className="kelp-list-foot">
      <span className="kelp-num" role="status">
        {loadingMore
          ? t('list.loadingMore')
          : total === undefined
            ? t('list.shown', { count: rows.length, shown })
            : t('list.shownOf', { shown, total: cappedCount(total, totalCap, locale) })}
      </span>
      {footer}
    </div>
  );
}
