'use client';

import { Button, Text } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, ExactTime, Section, toastError, toastSuccess } from '@kelp/ui';
import { undoClientMerge, undoContactMerge, type MergedHere as Merged } from '../contract';
import { addressOf, contactAddressOf, useRefreshClients } from './client-queries';
import type { Party } from './interaction-queries';
import { t } from './strings';

interface Props {
  party: Party['party'];
  merged: readonly Merged[];
  mayUndo: boolean;
}

/** What was merged into this client or contact, with the way back while there is one. Nothing where nothing was. */
export function MergedHere({ party, merged, mayUndo }: Props) {
  const router = useRouter();
  const refresh = useRefreshClients();
  const [chosen, setChosen] = useState<Merged | null>(null);
  if (merged.length === 0) return null;

  async function undo({ id, name }: Merged) {
    await call(party === 'client' ? undoClientMerge : undoContactMerge, { id });
    toastSuccess(t('merge.undone', { name }));
    router.push(party === 'client' ? addressOf(id) : contactAddressOf(id));
    refresh().catch(toastError);
  }

  return (
    <Section title={t(`merge.here.${party}`)}>
      <ul className="kelp-merged-here">
        {merged.map((one) => (
          <li key={one.id}>
            <span>
              <span>{one.name}</span>
              <span className="kelp-muted">
                {t('merge.by', { name: one.mergedBy })} <ExactTime at={one.mergedAt} />
              </span>
            </span>
            {mayUndo && one.undoUntil && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('merge.undoOf', { name: one.name })}
                onClick={() => setChosen(one)}
              >
                {t('merge.undo')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        opened={chosen !== null}
        title={t('merge.undoTitle', { name: chosen?.name ?? '' })}
        confirmLabel={t('merge.undo')}
        danger
        onConfirm={() => (chosen ? undo(chosen) : undefined)}
        onClose={() => setChosen(null)}
      >
        <Text size="sm">{t('merge.undoText', { name: chosen?.name ?? '' })}</Text>
      </ConfirmDialog>
    </Section>
  );
}
