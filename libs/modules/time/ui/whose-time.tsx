'use client';

import { Select } from '@mantine/core';
import { useAddress } from '@kelp/ui';
import { useTimePeople } from './sheet-queries';
import { t } from './strings';

/** The colleague whose time the address asks for; null for one's own, and for whom the reader writes no time. */
export function useChosenPerson() {
  const [address] = useAddress();
  const id = address.get('person');
  return useTimePeople().data?.rows.find((person) => person.id === id) ?? null;
}

/** Whose week is shown: one's own, or that of somebody whose time one may write. Nothing for whoever has only their own. */
export function WhoseTime() {
  const [, setAddress] = useAddress();
  const people = useTimePeople().data?.rows ?? [];
  const chosen = useChosenPerson();
  if (people.length === 0) return null;
  return (
    <Select
      size="xs"
      aria-label={t('mine.whose')}
      data={[{ value: '', label: t('mine.me') }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
      value={chosen?.id ?? ''}
      allowDeselect={false}
      searchable={people.length > 8}
      onChange={(id) => setAddress({ person: id || null })}
      w={170}
    />
  );
}
