'use client';

import { ActionIcon, Button, Fieldset, Group, NativeSelect, Radio, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { emailsOf, phonesOf } from './contact-values';
import { t } from './strings';

interface RowsProps {
  /** JSON of the rows */
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
}

const phoneKinds = ['work', 'mobile', 'home', 'fax', 'other'] as const;
const emailKinds = ['work', 'personal', 'billing', 'other'] as const;

interface FrameProps<Row> {
  legend: string;
  addLabel: string;
  rows: Row[];
  blank: Row;
  removeLabel: (row: Row) => string;
  draw: (row: Row, change: (patch: Partial<Row>) => void, place: number) => ReactNode;
  onChange: (rows: Row[]) => void;
  error?: ReactNode;
}

function Rows<Row>({ legend, addLabel, rows, blank, removeLabel, draw, onChange, error }: FrameProps<Row>) {
  return (
    <Fieldset legend={legend} variant="unstyled" className="kelp-client-lines">
      {rows.map((row, place) => (
        <Group key={place} gap={8} wrap="nowrap" align="center">
          {draw(row, (patch) => onChange(rows.map((one, at) => (at === place ? { ...one, ...patch } : one))), place)}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={removeLabel(row)}
            onClick={() => onChange(rows.filter((_, at) => at !== place))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      {error && <p role="alert">{error}</p>}
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconPlus size={14} />}
        disabled={rows.length >= 20}
        onClick={() => onChange([...rows, blank])}
      >
        {addLabel}
      </Button>
    </Fieldset>
  );
}

/** Numbers of a contact: kind, number, extension, and which one is called first. */
export function PhoneRows({ value, onChange, error }: RowsProps) {
  const rows = phonesOf(value);
  const chosen = Math.max(
    0,
    rows.findIndex((row) => row.isDefault),
  );
  const save = (next: typeof rows) => onChange(JSON.stringify(next));
  return (
    <Rows
      legend={t('phones.title')}
      addLabel={t('phones.add')}
      rows={rows}
      blank={{ kind: rows.length === 0 ? 'work' : 'mobile', number: '', extension: '', isDefault: rows.length === 0 }}
      removeLabel={({ number }) => t('phones.remove', { number })}
      onChange={save}
      error={error}
      draw={(row, change, place) => (
        <>
          <Radio
            name="default-phone"
            aria-label={`${t('phones.default')}: ${row.number}`}
            title={t('phones.default')}
            checked={place === chosen}
            onChange={() => save(rows.map((one, at) => ({ ...one, isDefault: at === place })))}
          />
          <NativeSelect
            aria-label={t('phones.kind')}
            data={phoneKinds.map((kind) => ({ value: kind, label: t(`phone.${kind}`) }))}
            value={row.kind}
            onChange={(event) => change({ kind: phoneKinds.find((kind) => kind === event.target.value) ?? 'other' })}
          />
          <TextInput
            aria-label={t('phones.number')}
            placeholder={t('phones.number')}
            type="tel"
            maxLength={50}
            flex={1}
            value={row.number}
            onChange={(event) => change({ number: event.target.value })}
          />
          <TextInput
            aria-label={t('phones.extension')}
            placeholder={t('phones.extension')}
            maxLength={20}
            w={64}
            value={row.extension}
            onChange={(event) => change({ extension: event.target.value })}
          />
        </>
      )}
    />
  );
}

/** Addresses of a contact beside the main one; mail from each is this person's. */
export function EmailRows({ value, onChange, error }: RowsProps) {
  return (
    <Rows
      legend={t('emails.title')}
      addLabel={t('emails.add')}
      rows={emailsOf(value)}
      blank={{ kind: 'work', email: '' }}
      removeLabel={({ email }) => t('emails.remove', { address: email })}
      onChange={(next) => onChange(JSON.stringify(next))}
      error={error}
      draw={(row, change) => (
        <>
          <NativeSelect
            aria-label={t('emails.kind')}
            data={emailKinds.map((kind) => ({ value: kind, label: t(`email.${kind}`) }))}
            value={row.kind}
            onChange={(event) => change({ kind: emailKinds.find((kind) => kind === event.target.value) ?? 'other' })}
          />
          <TextInput
            aria-label={t('emails.address')}
            placeholder={t('emails.address')}
            type="email"
            maxLength={254}
            flex={1}
            value={row.email}
            onChange={(event) => change({ email: event.target.value })}
          />
        </>
      )}
    />
  );
}
