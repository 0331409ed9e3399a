'use client';

import { isAppError } from '@kelp/std';
import { EmptyState, ErrorState } from '@kelp/ui';
import { t } from './strings';

const lines = [86, 62, 74];

/** Grey lines while something is on its way. */
export function Loading() {
  return (
    <div className="kelp-p-panel kelp-p-loading" role="status">
      <span className="kelp-hidden">{t('loading')}</span>
      {lines.map((width) => (
        <i key={width} style={{ width: `${width}%` }} aria-hidden="true" />
      ))}
    </div>
  );
}

/** What failed; what does not exist and what may not be seen look the same. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const isHidden = isAppError(error) && (error.status === 404 || error.status === 403 || error.status === 422);
  return (
    <div className="kelp-p-panel">
      {isHidden ? (
        <EmptyState title={t('invoices.notFound')} text={t('invoices.notFoundText')} />
      ) : (
        <ErrorState error={error} onRetry={onRetry} />
      )}
    </div>
  );
}
