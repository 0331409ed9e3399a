'use client';

import { Button, Menu, Select, Table, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ImportStandardsButton } from '@kelp/standards/screens';
import { FormDialog, PageHeader, toastError, toastSuccess, QueryState } from '@kelp/ui';
import {
  createInteractionType,
  interactionIcons,
  removeInteractionType,
  reorderInteractionTypes,
  updateInteractionType,
  type InteractionIcon,
  type InteractionTypeCard,
} from '../contract';
import { useRefreshClients } from './client-queries';
import { InteractionSign } from './interaction-icon';
import { useInteractionTypes } from './interaction-queries';
import { RowMenu } from './row-menu';
import { t } from './strings';
import './parties.css';

function TypeDialog({ type, onClose }: { type: InteractionTypeCard | null; onClose: () => void }) {
  const refresh = useRefreshClients();
  const form = useForm({
    initialValues: { name: type?.name ?? '', icon: type?.icon ?? ('message' as InteractionIcon) },
  });

  async function submit() {
    if (type) await call(updateInteractionType, { id: type.id, version: type.version, ...form.values });
    else await call(createInteractionType, form.values);
    toastSuccess(t('types.saved', { name: form.values.name.trim() }));
    await refresh();
  }

  return (
    <FormDialog
      title={t(type ? 'types.edit' : 'types.new')}
      submitLabel={t('save')}
      onSubmit={submit}
      onFieldErrors={form.setErrors}
      onClose={onClose}
    >
      <TextInput label={t('types.name')} required maxLength={60} data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('types.icon')}
        data={interactionIcons.map((icon) => ({ value: icon, label: t(`icon.${icon}`) }))}
        leftSection={<InteractionSign icon={form.values.icon} />}
        allowDeselect={false}
        {...form.getInputProps('icon')}
      />
    </FormDialog>
  );
}

interface TypeRowProps {
  types: readonly InteractionTypeCard[];
  at: number;
  onEdit: () => void;
  run: (work: () => Promise<unknown>) => void;
}

function TypeActions({ types, at, onEdit, run }: TypeRowProps) {
  const type = types[at];
  if (!type) return null;
  const move = (to: number) => {
    const ids = types.map(({ id }) => id).filter((id) => id !== type.id);
    ids.splice(to, 0, type.id);
    run(() => call(reorderInteractionTypes, { ids }));
  };
  return (
    <RowMenu label={t('contacts.actions', { name: type.name })}>
      <Menu.Item onClick={onEdit}>{t('edit')}</Menu.Item>
      <Menu.Item disabled={at === 0} onClick={() => move(at - 1)}>
        {t('types.up')}
      </Menu.Item>
      <Menu.Item disabled={at === types.length - 1} onClick={() => move(at + 1)}>
        {t('types.down')}
      </Menu.Item>
      {!type.isSystem && (
        <Menu.Item color="red" onClick={() => run(() => call(removeInteractionType, { id: type.id }))}>
          {t('types.remove')}
        </Menu.Item>
      )}
    </RowMenu>
  );
}

/** The types of calls, visits and the like: seven that stay and the workspace's own, in one order. */
export function InteractionTypesPage() {
  const query = useInteractionTypes();
  const refresh = useRefreshClients();
  const [open, setOpen] = useState<'new' | InteractionTypeCard | null>(null);
  const types = query.data?.rows ?? [];
  const mayManage = query.data?.abilities.includes('interaction_type.manage') ?? false;
  const run = (work: () => Promise<unknown>) => void work().then(refresh, toastError);
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('types.title')}
        back={{ href: '/msp/settings', label: t('settings') }}
        actions={
          mayManage && (
            <>
              {query.data?.abilities.includes('standard_type.import') && (
                <ImportStandardsButton kind="interaction_type" list={t('types.title')} />
              )}
              <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
                {t('types.new')}
              </Button>
            </>
          )
        }
      />
      <p className="kelp-muted">{t('types.lead')}</p>
      <QueryState query={query} lines={5} />
      {types.length > 0 && (
        <Table verticalSpacing={6} aria-label={t('types.title')} maw={640}>
          <Table.Tbody>
            {types.map((type, at) => (
              <Table.Tr key={type.id}>
                <Table.Td>
                  <span className="kelp-interaction-type">
                    <InteractionSign icon={type.icon} /> {type.name}
                  </span>
                </Table.Td>
                <Table.Td className="kelp-muted">{t(type.isSystem ? 'types.shipped' : 'types.own')}</Table.Td>
                <Table.Td ta="end">
                  {mayManage && <TypeActions types={types} at={at} run={run} onEdit={() => setOpen(type)} />}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {open && <TypeDialog type={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </div>
  );
}
