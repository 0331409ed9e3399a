'use client';

import { Select } from '@mantine/core';
import { ClientSelect } from '@kelp/clients/screens';
import { useSearchSelect } from '@kelp/ui';
import { t } from './strings';
import { useClientLocations, useContactChoices } from './ticket-queries';

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

const placeProps = ({ inPlace, label }: PickerProps) =>
  inPlace ? { 'aria-label': label, defaultDropdownOpened: true, autoFocus: true } : { label };

/** Chooses a client by typing a part of its name. */
export function ClientField(props: PickerProps) {
  const { value, onChange, onLeave, error, autoFocus } = props;
  return (
    <ClientSelect
      {...placeProps(props)}
      value={value}
      onChange={onChange}
      clearable
      selectFirstOptionOnChange
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
  const { asked, props: choices } = useSearchSelect(value);
  const { data, isPlaceholderData } = useContactChoices(asked, clientId);
  const named = data?.rows.map(({ id, fullName, clientName }) => ({
    id,
    name: clientId || !clientName ? fullName : `${fullName} (${clientName})`,
  }));

  function choose(chosen: PickerProps['value']) {
    const contact = data?.rows.find(({ id }) => id === chosen?.id);
    onChange(contact ? { id: contact.id, name: contact.fullName } : null);
    if (contact?.clientId && contact.clientName && !clientId)
      onClient?.({ id: contact.clientId, name: contact.clientName });
  }

  return (
    <Select
      {...placeProps(props)}
      {...choices({ found: named, isLate: isPlaceholderData, onChange: choose })}
      clearable
      selectFirstOptionOnChange
      nothingFoundMessage={t('pick.noContact')}
      {...(onLeave ? { onDropdownClose: onLeave } : {})}
      {...(error ? { error } : {})}
    />
  );
}

/** Chooses one of the client's locations; nothing to choose where it has none. */
export function LocationField(props: PickerProps & { clientId: string }) {
  const { value, onChange, onLeave, error, clientId, inPlace } = props;
  const offered = useClientLocations(clientId).data ?? (value ? [value] : []);
  if (offered.length === 0 && !inPlace) return null;
  return (
    <Select
      {...placeProps(props)}
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={(id) => onChange(offered.find((one) => one.id === id) ?? null)}
      searchable
      clearable
      nothingFoundMessage={t('pick.noLocation')}
      {...(onLeave ? { onDropdownClose: onLeave } : {})}
      {...(error ? { error } : {})}
    />
  );
}
