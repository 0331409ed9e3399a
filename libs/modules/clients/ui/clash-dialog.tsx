'use client';

import { Button } from '@mantine/core';
import { Dialog } from '@kelp/ui';
import { t } from './strings';
import { factInWords, type ClientEdit } from './use-client-edit';

/** Somebody else changed the same fact a moment ago: shows both and asks which shall stand. */
export function ClashDialog({ edit }: { edit: ClientEdit }) {
  const { clash, applyAnyway, keepTheirs } = edit;
  return (
    <Dialog opened={clash !== null} onClose={keepTheirs} title={t('clash.title')} size="md">
      {clash && (
        <div className="kelp-confirm">
          <p>{t('clash.text')}</p>
          <dl className="kelp-client-clash">
            {clash.fields.map((field) => (
              <div key={field}>
                <dt>{t(`field.${field}`)}</dt>
                <dd>
                  {t('clash.moved', {
                    before: factInWords(clash.seen, field),
                    after: factInWords(clash.now, field),
                  })}
                </dd>
              </div>
            ))}
          </dl>
          <div className="kelp-actions">
            <Button variant="default" onClick={keepTheirs} data-autofocus>
              {t('clash.keep')}
            </Button>
            <Button onClick={applyAnyway}>{t('clash.apply')}</Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
