'use client';

import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { isAppError } from '@kelp/std';
import { currencyChoices, errorSentence, toastSuccess, useReady, zoneNames, type Choice } from '@kelp/ui';
import { getTenant, updateTenant } from '../contract';
import { t } from './strings';

type Workspace = z.output<typeof getTenant.output>;
const fields = ['name', 'zone', 'currency', 'locale'] as const;
type Field = (typeof fields)[number];
type Values = Record<Field, string>;

const languages = [
  'en',
  'en-US',
  'en-GB',
  'en-AU',
  'de',
  'de-AT',
  'de-CH',
  'fr',
  'es',
  'it',
  'nl',
  'pt',
  'sv',
  'da',
  'nb',
];

function localeChoices(current: string): Choice[] {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const offered = languages.includes(current) ? languages : [current, ...languages];
  return offered.map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }));
}

const choicesOf: Record<Exclude<Field, 'name'>, (current: string) => string[] | Choice[]> = {
  zone: zoneNames,
  currency: currencyChoices,
  locale: localeChoices,
};

/** What somebody else changed between the two. */
const differing = (before: Values, now: Values) => fields.filter((field) => before[field] !== now[field]);

function Clash({
  before,
  now,
  onKeep,
  onTheirs,
}: {
  before: Values;
  now: Values;
  onKeep: () => void;
  onTheirs: () => void;
}) {
  return (
    <Alert color="yellow" title={t('clash.title')} role="alert">
      <p style={{ margin: 0 }}>{t('clash.text')}</p>
      <ul style={{ margin: '6px 0 10px', paddingInlineStart: 18 }}>
        {differing(before, now).map((field) => (
          <li key={field}>
            {t('clash.field', { field: t(`field.${field}`), before: before[field], now: now[field] })}
          </li>
        ))}
      </ul>
      <Group gap="xs">
        <Button variant="default" onClick={onTheirs}>
          {t('clash.theirs')}
        </Button>
        <Button onClick={onKeep}>{t('clash.keep')}</Button>
      </Group>
    </Alert>
  );
}

/** Keeps what was typed apart from what is saved, so that a colleague's change is seen and never overwritten unasked. */
function useWorkspaceDraft(saved: Workspace) {
  const queries = useQueryClient();
  const [base, setBase] = useState(saved);
  const [patch, setPatch] = useState<Partial<Values>>({});
  const [clash, setClash] = useState<Workspace | null>(null);
  const [failure, setFailure] = useState<{ sentence: string; fields: Record<string, string> } | null>(null);
  const [saving, setSaving] = useState(false);
  const isClean = Object.keys(patch).length === 0;
  const shown = isClean ? saved : base;

  function set(field: Field, value: string) {
    const from = isClean ? saved : base;
    const { [field]: _former, ...rest } = patch;
    setBase(from);
    setPatch(from[field] === value ? rest : { ...rest, [field]: value });
  }

  function reset() {
    setPatch({});
    setClash(null);
    setFailure(null);
  }

  async function save(version = base.version) {
    setSaving(true);
    setFailure(null);
    try {
      queries.setQueryData([getTenant.name], await call(updateTenant, { version, ...patch }));
      reset();
      toastSuccess(t('saved'));
      await queries.invalidateQueries({ queryKey: ['me.get'] });
    } catch (error) {
      if (isAppError(error) && error.id === 'stale') setClash(await call(getTenant, {}));
      else setFailure({ sentence: errorSentence(error), fields: (isAppError(error) && error.fields) || {} });
    } finally {
      setSaving(false);
    }
  }

  async function keepMine(now: Workspace) {
    setBase(now);
    setClash(null);
    await save(now.version);
  }

  function takeTheirs(now: Workspace) {
    queries.setQueryData([getTenant.name], now);
    reset();
  }

  const values: Values = { ...shown, ...patch };
  return { base, values, clash, failure, saving, isClean, set, reset, save, keepMine, takeTheirs };
}

/** The four facts with a button to save them. */
export function WorkspaceForm({ workspace, mayChange }: { workspace: Workspace; mayChange: boolean }) {
  const isReady = useReady();
  const draft = useWorkspaceDraft(workspace);
  const { base, values, clash, failure, saving, isClean } = draft;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!saving && !isClean) void draft.save();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg" maw={560}>
        {!mayChange && <Text c="dimmed">{t('readOnly')}</Text>}
        {clash && (
          <Clash
            before={base}
            now={clash}
            onKeep={() => void draft.keepMine(clash)}
            onTheirs={() => draft.takeTheirs(clash)}
          />
        )}
        <TextInput
          label={t('field.name')}
          description={t('field.nameHint')}
          value={values.name}
          onChange={(event) => draft.set('name', event.currentTarget.value)}
          error={failure?.fields['name']}
          readOnly={!mayChange}
          maxLength={200}
          required={mayChange}
        />
        {(['zone', 'currency', 'locale'] as const).map((field) => (
          <Select
            key={field}
            label={t(`field.${field}`)}
            description={t(`field.${field}Hint`)}
            data={choicesOf[field](values[field])}
            value={values[field]}
            onChange={(value) => value && draft.set(field, value)}
            error={failure?.fields[field]}
            readOnly={!mayChange}
            searchable={mayChange}
            allowDeselect={false}
            limit={200}
          />
        ))}
        {failure && (
          <p role="alert" className="kelp-field-error">
            {failure.sentence}
          </p>
        )}
        {mayChange && (
          <Group gap="xs">
            <Button type="submit" loading={saving} disabled={!isReady || isClean || clash !== null}>
              {t('save')}
            </Button>
            <Button variant="default" onClick={draft.reset} disabled={isClean}>
              {t('discard')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
