'use client';

import { Select, Switch, TextInput } from '@mantine/core';
import { useTicketChoices } from '@kelp/tickets/screens';
import { t } from './strings';

export interface TreatmentDraft {
  defaultPriorityId: string | null;
  defaultAssigneeId: string | null;
  autoAcknowledge: boolean;
  unknownSenders: 'hold' | 'ticket';
  hasPlusAddresses: boolean;
  trustedAuthserv: string;
}

interface MailboxTreatmentFieldsProps {
  value: TreatmentDraft;
  onChange: (part: Partial<TreatmentDraft>) => void;
  faults: Record<string, string>;
}

const options = (rows: readonly { id: string; name: string }[] = []) =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

/** How mail of a mailbox is treated. */
export function MailboxTreatmentFields({ value, onChange, faults }: MailboxTreatmentFieldsProps) {
  const choices = useTicketChoices().data;
  return (
    <>
      <Select
        label={t('form.priority')}
        description={t('form.priorityHint')}
        data={options(choices?.priorities.filter(({ isItil }) => !isItil))}
        value={value.defaultPriorityId}
        onChange={(defaultPriorityId) => onChange({ defaultPriorityId })}
        error={faults['defaultPriorityId']}
        clearable
      />
      <Select
        label={t('form.assignee')}
        description={t('form.assigneeHint')}
        data={options(choices?.people)}
        value={value.defaultAssigneeId}
        onChange={(defaultAssigneeId) => onChange({ defaultAssigneeId })}
        error={faults['defaultAssigneeId']}
        searchable
        clearable
      />
      <Select
        label={t('form.unknown')}
        data={(['hold', 'ticket'] as const).map((one) => ({ value: one, label: t(`form.unknown.${one}`) }))}
        value={value.unknownSenders}
        onChange={(chosen) => onChange({ unknownSenders: chosen === 'ticket' ? 'ticket' : 'hold' })}
        allowDeselect={false}
      />
      <Switch
        label={t('form.acknowledge')}
        checked={value.autoAcknowledge}
        onChange={(event) => onChange({ autoAcknowledge: event.currentTarget.checked })}
      />
      <Switch
        label={t('form.plus')}
        description={t('form.plusHint')}
        checked={value.hasPlusAddresses}
        onChange={(event) => onChange({ hasPlusAddresses: event.currentTarget.checked })}
      />
      <TextInput
        label={t('form.authserv')}
        description={t('form.authservHint')}
        value={value.trustedAuthserv}
        onChange={(event) => onChange({ trustedAuthserv: event.currentTarget.value })}
        error={faults['trustedAuthserv']}
      />
    </>
  );
}
