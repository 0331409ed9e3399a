'use client';

import { Button, Select, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { isAppError } from '@kelp/std';
import { Section, toastError } from '@kelp/ui';
import { checkImport, importMode, mapImport, type FieldCard, type ImportDetails, type ImportMode } from '../contract';
import { useRefreshImports } from './import-queries';
import { t } from './strings';

interface Draft {
  mapping: Record<string, number>;
  defaults: Record<string, string>;
  mode: ImportMode;
  dateOrder: 'dmy' | 'mdy';
}

interface RowProps {
  field: FieldCard;
  job: ImportDetails;
  draft: Draft;
  wrong: string | undefined;
  onChange: (draft: Draft) => void;
}

/** The first filled cells of a column, as an example of what stands in it. */
const exampleOf = (job: ImportDetails, place: number | undefined) =>
  place === undefined
    ? ''
    : job.sample
        .map(({ cells }) => cells[place] ?? '')
        .filter((cell) => cell !== '')
        .slice(0, 2)
        .join(', ');

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function FieldRow({ field, job, draft, wrong, onChange }: RowProps) {
  const { key, label, hint, isRequired, choices } = field;
  const place = draft.mapping[key];
  const setPlace = (value: string | null) =>
    onChange({
      ...draft,
      mapping: value === null ? without(draft.mapping, key) : { ...draft.mapping, [key]: Number(value) },
    });
  const setDefault = (value: string) =>
    onChange({ ...draft, defaults: value === '' ? without(draft.defaults, key) : { ...draft.defaults, [key]: value } });
  return (
    <Table.Tr>
      <Table.Td>
        {label}
        {isRequired && <span className="kelp-muted"> ({t('map.required')})</span>}
        {hint && <div className="kelp-import-hint">{hint}</div>}
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={t('map.columnOf', { field: label })}
          placeholder={t('map.none')}
          data={job.columns.map((name, index) => ({ value: String(index), label: name }))}
          value={place === undefined ? null : String(place)}
          onChange={setPlace}
          error={wrong}
          searchable
          clearable
          size="xs"
        />
      </Table.Td>
      <Table.Td className="kelp-import-example">{exampleOf(job, place)}</Table.Td>
      <Table.Td>
        {choices ? (
          <Select
            aria-label={t('map.defaultOf', { field: label })}
            data={choices}
            value={draft.defaults[key] ?? null}
            onChange={(value) => setDefault(value ?? '')}
            clearable
            size="xs"
          />
        ) : (
          <TextInput
            aria-label={t('map.defaultOf', { field: label })}
            value={draft.defaults[key] ?? ''}
            onChange={(event) => setDefault(event.currentTarget.value)}
            size="xs"
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Preview({ job }: { job: ImportDetails }) {
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing={4} aria-label={t('map.preview')} className="kelp-import-preview">
        <Table.Thead>
          <Table.Tr>
            {job.columns.map((name) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {job.sample.map(({ line, cells }) => (
            <Table.Tr key={line}>
              {cells.map((cell, index) => (
                <Table.Td key={index}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Which column fills which field, with examples, and the way to the check. */
export function MappingSection({
  job,
  fields,
  hasDates,
}: {
  job: ImportDetails;
  fields: readonly FieldCard[];
  hasDates: boolean;
}) {
  const refresh = useRefreshImports();
  const { mapping, defaults, mode, dateOrder } = job;
  const [draft, setDraft] = useState<Draft>({ mapping, defaults, mode, dateOrder });
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const [isSaving, setSaving] = useState(false);

  async function check() {
    setWrong({});
    setSaving(true);
    try {
      await call(mapImport, { id: job.id, ...draft });
      await call(checkImport, { id: job.id });
    } catch (error) {
      if (isAppError(error) && error.fields) setWrong(error.fields);
      toastError(error);
    } finally {
      setSaving(false);
      await refresh();
    }
  }

  return (
    <Section title={t('map.title')}>
      <p className="kelp-muted">{t('map.lead')}</p>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing={6} aria-label={t('map.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('map.field')}</Table.Th>
              <Table.Th>{t('map.column')}</Table.Th>
              <Table.Th>{t('map.example')}</Table.Th>
              <Table.Th>{t('map.default')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map((field) => (
              <FieldRow
                key={field.key}
                field={field}
                job={job}
                draft={draft}
                wrong={wrong[`mapping.${field.key}`]}
                onChange={setDraft}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <div className="kelp-import-choices">
        <Select
          label={t('mode')}
          data={importMode.options.map((value) => ({ value, label: t(`mode.${value}`) }))}
          value={draft.mode}
          onChange={(value) => value && setDraft({ ...draft, mode: value as ImportMode })}
          allowDeselect={false}
        />
        {hasDates && (
          <Select
            label={t('dateOrder')}
            data={(['dmy', 'mdy'] as const).map((value) => ({ value, label: t(`dateOrder.${value}`) }))}
            value={draft.dateOrder}
            onChange={(value) => value && setDraft({ ...draft, dateOrder: value as Draft['dateOrder'] })}
            allowDeselect={false}
          />
        )}
        <Button loading={isSaving} onClick={() => void check()}>
          {t('check')}
        </Button>
      </div>
      <h3>{t('map.preview')}</h3>
      <Preview job={job} />
    </Section>
  );
}
