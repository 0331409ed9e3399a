'use client';

import { ErrorState } from '@kelp/ui';
import { t } from './strings';

const lines = [38, 82, 74, 80, 61, 70];

/** Grey lines while a document is on its way. */
export function Loading() {
  return (
    <div className="kelp-page kelp-b-loading" role="status">
      <span className="kelp-hidden">{t('loading')}</span>
      {lines.map((width) => (
        <i key={width} style={{ width: `${width}%` }} aria-hidden="true" />
      ))}
    </div>
  );
}

/** What failed, and the way to try again. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className="kelp-page">
      <ErrorState error={error} onRetry={onRetry} />
    </div>
  );
}
