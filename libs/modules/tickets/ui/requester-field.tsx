'use client';

import { Select } from '@mantine/core';
import { useState } from 'react';
import { t } from './strings';
import { useClientChoices, useContactChoices } from './ticket-queries';

interface PickerProps {
  label: string;
  value: { id: string; name: string } | null;
  onChange: (value: { id: string; name: string } | null) => void;
  /** opens at once and reports when it is left: for editing in place */
  inPlace?: boolean;
  onLeave?: () => void;
  error?: string | undefined;
  autoFocus?: boolean;
}

function useSearch(value: PickerProps['value']) {
  const [search, setSearch] = useState('');
  // while nothing new is typed the field holds the chosen name, which is no search
  return { search, setSearch, asked: search === value?.name ? '' : search };
}

function withChosen(found: { id: string; name: string }[], value: PickerProps['value']) {
  const all = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
  return all.map(({ id, name }) => ({ value: id, label: name }));
}

const placeProps = ({ inPlace, label }: PickerProps) =>
  inPlace ? { 'aria-label': label, defaultDropdownOpened: true, autoFocus: true } : { label };

/** Chooses a client by typing a part of its name. */
export function ClientField(props: PickerProps) {
  const { value, onChange, onLeave, error, autoFocus } = props;
  const { search, setSearch, asked } = useSearch(value);
  const found = useClientChoices(asked).data?.rows ?? [];
  return (
    <Select
      {...placeProps(props)}
      data={withChosen(found, value)}
      value={value?.id ?? null}
      onChange={(id) => onChange(found.find((client) => client.id === id) ?? null)}
      searchable
      clearable
      selectFirstOptionOnChange
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={t('pick.noClient')}
      {...(onLeave ? { onDropdownClose: onLeave } : {})}
      {...(error ? { error } : {})}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
    />
  );
}

/** Chooses a contact by name or address: of this client, or of any when none is chosen. */
export function ContactField(
  props: PickerProps & { clientId: string | null; onClient?: (client: { id: string; name: string }) => void },
) {
  const { value, onChange, onLeave, error, clientId, onClient } = props;
  const { search, setSearch, asked } = useSearch(value);
  const found = useContactChoices(asked, clientId).data?.rows ?? [];
  const named = found.map(({ id, fullName, clientName }) => ({
    id,
    name: clientId || !clientName ? fullName : `${fullName} (${clientName})`,
  }));

  function choose(id: string | null) {
    const contact = found.find((one) => one.id === id);
    onChange(contact ? { id: contact.id, name: contact.fullName } : null);
    if (contact?.clientId && contact.clientName && !clientId)
      onClient?.({ id: contact.clientId, name: contact.clientName });
  }

  return (
    <Select
      {...placeProps(props)}
      data={withChosen(named, value)}
      value={value?.id ?? null}
      onChange={choose}
      searchable
      clearable
      selectFirstOptionOnChange
      searchValue={search}
      onSearchChange={setSearch}
      filter={({ options }) => options}
      nothingFoundMessage={t('pick.noContact')}
      {...(onLeave ? { onDropdownClose: onLeave } : {})}
      {...(error ? { error } : {})}
    />
  );
}
