'use client';

import { Select } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '@kelp/ui';
import { t } from './strings';

const NOTHING = 'nothing';

export interface ReplaceDialogProps {
  name: string;
  ticketCount: number;
  /** what the tickets can get instead */
  choices: readonly { id: string; name: string }[];
  /** tickets may also go without one */
  mayBeEmpty: boolean;
  onReplace: (replacementId: string | null) => void;
  onClose: () => void;
}

/** Asks what the tickets of an entry get before it is removed, and says how many they are. */
export function ReplaceDialog({ name, ticketCount, choices, mayBeEmpty, onReplace, onClose }: ReplaceDialogProps) {
  const [chosen, setChosen] = useState<string | null>(choices[0]?.id ?? (mayBeEmpty ? NOTHING : null));
  const data = [
    ...choices.map((choice) => ({ value: choice.id, label: choice.name })),
    ...(mayBeEmpty ? [{ value: NOTHING, label: t('lists.nothing') }] : []),
  ];
  return (
    <FormDialog
      title={t('lists.remove.title', { name })}
      submitLabel={t('lists.remove')}
      danger
      onClose={onClose}
      onSubmit={() => {
        if (chosen) onReplace(chosen === NOTHING ? null : chosen);
        return Promise.resolve();
      }}
    >
      <p>{t('lists.remove.text', { name, count: ticketCount })}</p>
      {data.length === 0 ? (
        <p role="alert">{t('lists.remove.noChoice')}</p>
      ) : (
        <Select
          label={t('lists.remove.instead')}
          data={data}
          value={chosen}
          onChange={setChosen}
          allowDeselect={false}
          data-autofocus
        />
      )}
    </FormDialog>
  );
}
