'use client';

import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../i18n';
import { errorSentence } from './error-sentence';

/** What failed and the ways on. */
export interface ErrorStateProps {
  /** what was thrown, or a sentence */
  error: unknown;
  title?: string;
  onRetry?: () => void;
  /** another way on, for instance a link to the screen that mends it */
  action?: ReactNode;
}

/** Stands where the content would be: a sentence, the next step, a retry. Announced at once. */
export function ErrorState({ error, title, onRetry, action }: ErrorStateProps) {
  return (
    <div className="kelp-state" role="alert" data-tone="danger">
      <div className="kelp-state-icon">
        <IconAlertTriangle size={22} aria-hidden="true" />
      </div>
      <p className="kelp-state-title">{title ?? t('error.title')}</p>
      <p className="kelp-state-text">{errorSentence(error)}</p>
      {(onRetry || action) && (
        <div className="kelp-state-action">
          {onRetry && (
            <Button variant="default" onClick={onRetry}>
              {t('error.retry')}
            </Button>
          )}
          {action}
        </div>
      )}
    </div>
  );
}
