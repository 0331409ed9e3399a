'use client';

import { Select } from '@mantine/core';
import type { ContractCard } from '../contract';
import { t } from './strings';

type Kind = 'client' | 'contract' | 'line';

/** `line 0198…` as a discount names its target. */
export function targetOf(value: string): { kind: Kind; id: string } {
  const [kind, id] = value.split(' ');
  return { kind: kind as Kind, id: id ?? '' };
}

interface TargetProps {
  contract: ContractCard;
  value: string;
  onChange: (value: string) => void;
}

/** This contract, one of its lines, or everything of the client. */
export function TargetField({ contract, value, onChange }: TargetProps) {
  const data = [
    { value: `contract ${contract.id}`, label: t('discount.target.contract', { name: contract.name }) },
    ...contract.lines.map(({ id, name }) => ({ value: `line ${id}`, label: name })),
    ...(contract.client
      ? [{ value: `client ${contract.client.id}`, label: t('discount.target.client', { name: contract.client.name }) }]
      : []),
  ];
  return (
    <Select
      label={t('discount.target')}
      data={data}
      allowDeselect={false}
      value={value}
      onChange={(chosen) => chosen && onChange(chosen)}
    />
  );
}
