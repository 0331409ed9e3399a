'use client';

import { isAppError, isUuid } from '@kelp/std';
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

/** Stands for what does not exist and for what may not be seen alike. */
export function NothingHere() {
  return (
    <div className="kelp-p-panel">
      <EmptyState title={t('nothing.title')} text={t('nothing.text')} />
    </div>
  );
}

/** Whether an address can name a record at all. */
export const isRecordId = (id: string): boolean => isUuid(id);

/** What failed; what does not exist and what may not be seen look the same. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const isHidden = isAppError(error) && (error.status === 404 || error.status === 403 || error.status === 422);
  if (isHidden) return <NothingHere />;
  return (
    <div className="kelp-p-panel">
      <ErrorState error={error} onRetry={onRetry} />
    </div>
  );
}
