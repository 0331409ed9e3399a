'use client';

import { Button } from '@mantine/core';
import { Dialog } from '@kelp/ui';
import { t } from './strings';
import { factInWords, type TicketEdit } from './use-ticket-edit';

interface ConflictDialogProps {
  edit: TicketEdit;
  conflict: NonNullable<TicketEdit['conflict']>;
}

/** Somebody else changed the same fact a moment ago: shows both and asks which shall stand. */
export function ConflictDialog({ edit, conflict }: ConflictDialogProps) {
  const { applyAnyway, keepTheirs } = edit;
  return (
    <Dialog opened onClose={keepTheirs} title={t('conflict.title')} size="md">
      <div className="kelp-confirm">
        <p>{t('conflict.text')}</p>
        <dl className="kelp-conflict">
          {conflict.fields.map((field) => (
            <div key={field}>
              <dt>{t(`field.${field}`)}</dt>
              <dd>
                {t('conflict.moved', {
                  before: factInWords(conflict.seen, field),
                  after: factInWords(conflict.now, field),
                })}
              </dd>
            </div>
          ))}
        </dl>
        <div className="kelp-actions">
          <Button variant="default" onClick={keepTheirs} data-autofocus>
            {t('conflict.keep')}
          </Button>
          <Button onClick={applyAnyway}>{t('conflict.apply')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
