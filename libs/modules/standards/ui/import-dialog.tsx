'use client';

import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { FormDialog, QueryState, RelativeTime, toastError, toastSuccess, toastUndo } from '@kelp/ui';
import {
  importStandards,
  previewStandards,
  undoStandardImport,
  type StandardCard,
  type StandardChoice,
  type StandardImportCard,
} from '../contract';
import { choicesOf, placesOf, setAll, toggle, type Chosen } from './choose-types';
import type { ImportStandardsButtonProps } from './import-standards';
import { t } from './strings';
import './standards.css';

type Preview = z.output<typeof previewStandards.output>;

/** Takes an import back and fetches whatever the screen shows anew. */
function useUndo(): (id: string) => Promise<void> {
  const client = useQueryClient();
  return async (id) => {
    const { removed } = await call(undoStandardImport, { id });
    await client.invalidateQueries();
    toastSuccess(t('undone', { removed }));
  };
}

interface ImportDialogProps extends Omit<ImportStandardsButtonProps, 'disabled'> {
  onClose: () => void;
}

/** The library of a list: what to import, what becomes of names that are taken, and where the new entries stand. */
export function ImportDialog({ kind, list, placeId, onClose }: ImportDialogProps) {
  const client = useQueryClient();
  const undo = useUndo();
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const input = { kind, ...(placeId ? { placeId } : {}) };
  const query = useQuery({
    queryKey: [previewStandards.name, input],
    queryFn: ({ signal }) => call(previewStandards, input, { signal }),
  });
  const types = query.data?.types ?? [];

  async function submit() {
    const done = await call(importStandards, { ...input, types: choicesOf(types, chosen) });
    await client.invalidateQueries();
    const { id, created, used, skipped, there } = done;
    const message = t('done', { created, used, rest: skipped + there });
    if (id) toastUndo({ message, onUndo: () => void undo(id).catch(toastError), seconds: 20 });
    else toastSuccess(message);
  }

  return (
    <FormDialog
      title={t('title', { list })}
      submitLabel={t('submit', { count: chosen.size })}
      isEmpty={chosen.size === 0}
      size="lg"
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="kelp-muted">{t('lead')}</p>
      <QueryState query={query} lines={5} />
      {query.data && <Library preview={query.data} chosen={chosen} onChoose={setChosen} />}
      {query.data && <FormerImports imports={query.data.imports} onUndo={undo} />}
    </FormDialog>
  );
}

interface LibraryProps {
  preview: Preview;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}

function Library({ preview: { types, nextPlace }, chosen, onChoose }: LibraryProps) {
  const packs = [...new Set(types.map(({ pack }) => pack))];
  const places = placesOf(types, chosen, nextPlace);
  if (types.every(({ state }) => state === 'there')) return <p>{t('nothing')}</p>;
  const row = (type: StandardCard) => (
    <TypeRow
      key={type.id}
      type={type}
      choice={chosen.get(type.id)}
      place={places.get(type.id)}
      onToggle={() => onChoose(toggle(types, chosen, type))}
      onChange={(choice) => onChoose(new Map(chosen).set(type.id, choice))}
    />
  );
  return packs.map((pack) => {
    const own = types.filter((type) => type.pack === pack);
    return (
      <fieldset key={pack ?? ''} className="kelp-standards" aria-label={pack ? packName(pack) : t('types')}>
        <div className="kelp-standards-head">
          {pack && <strong>{packName(pack)}</strong>}
          <Button size="compact-xs" variant="subtle" onClick={() => onChoose(setAll(own, chosen, true))}>
            {t('all')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => onChoose(setAll(own, chosen, false))}>
            {t('none')}
          </Button>
        </div>
        <ul>
          {own
            .filter(({ parentId }) => parentId === null)
            .flatMap((type) => [row(type), ...own.filter(({ parentId }) => parentId === type.id).map(row)])}
        </ul>
      </fieldset>
    );
  });
}

const packName = (pack: string) => t(pack === 'itil' ? 'pack.itil' : 'pack.msp');

interface TypeRowProps {
  type: StandardCard;
  choice: StandardChoice | undefined;
  place: number | undefined;
  onToggle: () => void;
  onChange: (choice: StandardChoice) => void;
}

function TypeRow({ type, choice, place, onToggle, onChange }: TypeRowProps) {
  const { name, state, existing, color, parentId, placeTakenBy } = type;
  const isThere = state === 'there';
  return (
    <li data-child={parentId !== null || undefined}>
      <Checkbox
        label={
          <>
            {color && <span className="kelp-standards-color" style={{ background: color }} aria-hidden="true" />}
            {name}
          </>
        }
        checked={choice !== undefined}
        disabled={isThere}
        onChange={onToggle}
      />
      {isThere && (
        <span className="kelp-muted">
          {existing && existing !== name ? t('state.thereAs', { name: existing }) : t('state.there')}
        </span>
      )}
      {state === 'clash' && <ClashFields {...{ type, choice, onChange }} />}
      {choice && place !== undefined && (
        <NumberInput
          aria-label={t('place', { name })}
          description={
            placeTakenBy && type.place !== place
              ? t('place.taken', { place: type.place ?? 0, name: placeTakenBy })
              : undefined
          }
          value={place}
          prefix={t('place.prefix')}
          min={1}
          max={500}
          allowDecimal={false}
          w={150}
          onChange={(value) => onChange({ ...choice, place: typeof value === 'number' ? value : undefined })}
        />
      )}
    </li>
  );
}

type Clash = NonNullable<StandardChoice['clash']>;

function ClashFields({ type, choice, onChange }: Pick<TypeRowProps, 'type' | 'choice' | 'onChange'>) {
  const { name, freeName } = type;
  if (!choice) return <span className="kelp-standards-clash">{t('clash')}</span>;
  const isRenamed = choice.clash === 'rename';
  return (
    <>
      <Select
        aria-label={t('clash.label', { name })}
        description={t('clash')}
        data={(['use', 'rename', 'skip'] as const).map((value) => ({ value, label: t(`clash.${value}`) }))}
        value={choice.clash ?? 'use'}
        allowDeselect={false}
        w={220}
        onChange={(value) => {
          const clash = (value ?? 'use') as Clash;
          onChange({ id: choice.id, clash, ...(clash === 'rename' ? { name: freeName ?? name } : {}) });
        }}
      />
      {isRenamed && (
        <TextInput
          aria-label={t('name', { name })}
          value={choice.name ?? ''}
          maxLength={60}
          required
          onChange={(event) => onChange({ ...choice, name: event.currentTarget.value })}
        />
      )}
    </>
  );
}

function FormerImports({
  imports,
  onUndo,
}: {
  imports: readonly StandardImportCard[];
  onUndo: (id: string) => Promise<void>;
}) {
  if (imports.length === 0) return null;
  return (
    <section className="kelp-standards-former" aria-label={t('imports')}>
      <strong>{t('imports')}</strong>
      <ul>
        {imports.map(({ id, at, by, names }) => {
          const named = names.join(', ') || t('imports.none');
          return (
            <li key={id}>
              <span>
                {named}{' '}
                <span className="kelp-muted">
                  · {by} · <RelativeTime at={at} />
                </span>
              </span>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={t('undo.label', { names: named })}
                onClick={() => void onUndo(id).catch(toastError)}
              >
                {t('undo')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
