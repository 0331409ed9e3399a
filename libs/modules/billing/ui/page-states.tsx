'use client';

import { isUuid, notFound } from '@kelp/std';
import { ErrorState } from '@kelp/ui';
import type { ReactNode } from 'react';
import { t } from './strings';
import './billing-pages.css';

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

/** What failed, and the way to try again where that can help. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  return (
    <div className="kelp-page">
      <ErrorState error={error} {...(onRetry ? { onRetry } : {})} />
    </div>
  );
}

/** Draws the page of a record, unless its address cannot name one. */
export function ForRecord({ id, noun, children }: { id: string; noun: string; children: ReactNode }) {
  return isUuid(id) ? children : <Failure error={notFound(noun)} />;
}
