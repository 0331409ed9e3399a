'use client';

import { EmptyState } from '../feedback/empty-state';
import { ErrorState } from '../feedback/error-state';
import { t } from '../i18n';
import type { DataListProps } from './list-props';

const SKELETON_ROWS = [72, 55, 64, 48, 68, 58, 40, 62];

function ListSkeleton() {
  return (
    <div className="kelp-list-skeleton" role="status">
      <span className="kelp-hidden">{t('list.loading')}</span>
      {SKELETON_ROWS.map((width, at) => (
        <div key={at} aria-hidden="true">
          <i style={{ width: 14 }} />
          <i style={{ width: 46 }} />
          <i style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}

/** What stands where no rows are: waiting, failed, or empty. Null when rows are to be drawn. */
export function ListStateView<Row>({ status, error, onRetry, rows, empty }: DataListProps<Row>) {
  if (status === 'error')
    return <ErrorState error={error} title={t('list.failed')} {...(onRetry ? { onRetry } : {})} />;
  if (rows.length > 0) return null;
  return status === 'loading' ? <ListSkeleton /> : <EmptyState {...empty} />;
}
