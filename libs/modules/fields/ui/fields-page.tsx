'use client';

import { Button, SegmentedControl, Select, Switch } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { call } from '@kelp/kernel/client';
import { entities, type Entity } from '@kelp/tags/contract';
import {
  ConfirmDialog,
  EmptyState,
  ErrorState,
  Kbd,
  PageHeader,
  PageLoading,
  Section,
  toastError,
  toastSuccess,
  useKeys,
} from '@kelp/ui';
import { deleteField, orderFields, updateField, type ListedField } from '../contract';
import { useFieldChoices, useFieldForm, useFieldList, useRefreshFields } from './field-queries';
import { FieldRows } from './field-rows';
import { FormFields, toInputField } from './form-fields';
import { t } from './strings';
import './fields.css';

const FieldDialog = lazy(() => import('./field-dialog').then((module) => ({ default: module.FieldDialog })));

/** The form as whoever opens a new record will see it; what is typed here goes nowhere. */
function Preview({ entity }: { entity: Entity }) {
  const boards = useFieldChoices('board', '', entity === 'ticket').data?.rows ?? [];
  const [boardId, setBoardId] = useState<string | null>(null);
  const [values, setValues] = useState<Record<string, unknown>>({});
  const shown = entity === 'ticket' ? (boardId ?? boards[0]?.id) : undefined;
  const fields = useFieldForm(entity, shown).data?.fields ?? [];
  return (
    <Section title={t('preview')}>
      <div className="kelp-field-preview">
        {entity === 'ticket' && (
          <Select
            label={t('preview.board')}
            data={boards.map(({ id, name }) => ({ value: id, label: name }))}
            value={shown ?? null}
            onChange={setBoardId}
            allowDeselect={false}
          />
        )}
        {fields.length === 0 && <p className="kelp-muted">{t('preview.empty')}</p>}
        <FormFields
          fields={fields.map((field) => ({ ...toInputField(field), initial: field.defaultValue }))}
          values={values}
          onChange={setValues}
        />
      </div>
    </Section>
  );
}

function useDeeds(entity: Entity) {
  const refresh = useRefreshFields();
  const [said, setSaid] = useState('');
  return {
    said,
    refresh,
    async order(ids: string[], words: string) {
      try {
        await call(orderFields, { entity, ids });
        setSaid(words);
      } catch (error) {
        toastError(error);
      }
      await refresh();
    },
    async retire({ id, label, isRetired }: ListedField) {
      try {
        await call(updateField, { id, isRetired: !isRetired });
        toastSuccess(t(isRetired ? 'restored' : 'retired.done', { name: label }));
      } catch (error) {
        toastError(error);
      }
      await refresh();
    },
  };
}

/** The custom fields of each kind of record, in the order of its form, with the form as it will look. */
export function FieldsPage() {
  const [entity, setEntity] = useState<Entity>('ticket');
  const [withRetired, setWithRetired] = useState(false);
  const [edited, setEdited] = useState<ListedField | 'new' | null>(null);
  const [deleted, setDeleted] = useState<ListedField | null>(null);
  // the order names every field, so retired ones are always asked for and only left out of what is shown
  const { data, error, isPending, refetch } = useFieldList(entity, true);
  const { said, refresh, order, retire } = useDeeds(entity);
  const can = (permission: string) => data?.abilities.includes(permission) ?? false;
  const mayCreate = can('custom_field.create');
  const rows = (data?.rows ?? []).filter(({ isRetired }) => withRetired || !isRetired);
  const hidden = (data?.rows ?? []).filter((row) => !rows.includes(row)).map(({ id }) => id);
  useKeys('page', mayCreate ? { c: { label: t('new'), run: () => setEdited('new') } } : {});
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('title')}
        back={{ href: '/msp/settings', label: 'Settings' }}
        actions={
          mayCreate && (
            <Button
              leftSection={<IconPlus size={16} />}
              rightSection={<Kbd keys="c" />}
              onClick={() => setEdited('new')}
            >
              {t('new')}
            </Button>
          )
        }
      />
      <div className="kelp-form-row">
        <SegmentedControl
          aria-label={t('entity')}
          data={entities.map((one) => ({ value: one, label: t(`entity.${one}`) }))}
          value={entity}
          onChange={(next) => setEntity(next as Entity)}
        />
        <Switch
          size="xs"
          label={t('retired.show')}
          checked={withRetired}
          onChange={(event) => setWithRetired(event.currentTarget.checked)}
        />
      </div>
      <div className="kelp-field-columns">
        <div>
          {isPending && <PageLoading />}
          {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
          {data && rows.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
          <FieldRows
            fields={rows}
            can={can}
            onEdit={setEdited}
            onDelete={setDeleted}
            onRetire={(field) => void retire(field)}
            onOrder={(ids, words) => void order([...ids, ...hidden], words)}
          />
          <p className="kelp-hidden" aria-live="polite">
            {said}
          </p>
        </div>
        <Preview key={entity} entity={entity} />
      </div>
      {edited && (
        <Suspense fallback={null}>
          <FieldDialog entity={entity} field={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
        </Suspense>
      )}
      {deleted && (
        <ConfirmDialog
          opened
          danger
          title={t('delete.title', { name: deleted.label })}
          confirmLabel={t('delete')}
          onClose={() => setDeleted(null)}
          onConfirm={async () => {
            await call(deleteField, { id: deleted.id });
            toastSuccess(t('delete.done', { name: deleted.label }));
            await refresh();
          }}
        >
          <p>{t('delete.text')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
