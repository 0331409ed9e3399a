'use client';

import { Button, Group, Select } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useMeters } from './meter-queries';
import { t } from './strings';

const MeterDialog = dynamic(() => import('./meter-dialog').then((file) => file.MeterDialog));

interface MeterFieldProps {
  value: string | null;
  error: string | undefined;
  onChange: (id: string | null) => void;
}

/** The meter that a line prices; a new one can be made on the way. */
export function MeterField({ value, error, onChange }: MeterFieldProps) {
  const { data } = useMeters();
  const [isNew, setNew] = useState(false);
  return (
    <Group align="flex-end" wrap="nowrap">
      <Select
        label={t('meter.one')}
        data={(data?.rows ?? []).map(({ id, name, unit }) => ({ value: id, label: `${name} (${unit})` }))}
        searchable
        required
        flex={1}
        value={value}
        error={error}
        onChange={onChange}
        nothingFoundMessage={t('meter.none')}
      />
      {data?.abilities.includes('meter.update') && (
        <Button variant="default" onClick={() => setNew(true)}>
          {t('meter.new')}
        </Button>
      )}
      {isNew && <MeterDialog onSaved={onChange} onClose={() => setNew(false)} />}
    </Group>
  );
}
