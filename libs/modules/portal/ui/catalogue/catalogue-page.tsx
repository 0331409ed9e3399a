'use client';

import { Anchor, Button, Table, TextInput } from '@mantine/core';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { EmptyState, FormDialog, PageHeader, QueryState, StatusBadge, useReady, type Tone } from '@kelp/ui';
import { createServiceRequestDefinition, type DefinitionCard } from '../../requests/contract';
import { useDefinitions, useRefreshCatalogue } from './catalogue-queries';
import { t } from './strings';

const tones: Record<DefinitionCard['state'], Tone> = { draft: 'neutral', published: 'success', archived: 'neutral' };

export function DefinitionState({ card }: { card: Pick<DefinitionCard, 'state' | 'hasChanges' | 'versionNumber'> }) {
  const { state, hasChanges, versionNumber } = card;
  return (
    <>
      <StatusBadge
        plain
        tone={tones[state]}
        label={state === 'published' ? t('state.publishedAs', { number: versionNumber ?? 0 }) : t(`state.${state}`)}
      />{' '}
      {state === 'published' && hasChanges && <StatusBadge plain tone="waiting" label={t('state.changed')} />}
    </>
  );
}

function Rows({ rows }: { rows: readonly DefinitionCard[] }) {
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={t('title')} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.name')}</Table.Th>
            <Table.Th>{t('column.state')}</Table.Th>
            <Table.Th>{t('column.audience')}</Table.Th>
            <Table.Th ta="end">{t('column.requests')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <Anchor component={Link} href={`/msp/settings/service-catalogue/${row.id}`} fw={500}>
                  {row.name}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <DefinitionState card={row} />
              </Table.Td>
              <Table.Td>
                {[
                  t(row.isForAllClients ? 'audience.allClients' : 'audience.someClients'),
                  !row.isForAllRoles && t('audience.someRoles'),
                  row.needsApproval && t('audience.approval'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Table.Td>
              <Table.Td ta="end" className="kelp-num">
                {row.requests}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function NewDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefreshCatalogue();
  const [name, setName] = useState('');
  const [wrong, setWrong] = useState<Record<string, string>>({});
  return (
    <FormDialog
      title={t('new')}
      submitLabel={t('create')}
      onSubmit={async () => {
        const { id } = await call(createServiceRequestDefinition, { name, clientIds: null, roleIds: null });
        await refresh();
        router.push(`/msp/settings/service-catalogue/${id}`);
      }}
      onFieldErrors={setWrong}
      onClose={onClose}
    >
      <TextInput
        label={t('name')}
        description={t('name.hint')}
        required
        data-autofocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={wrong['name']}
      />
    </FormDialog>
  );
}

/** The forms of the service catalogue, as settings. */
export function ServiceCataloguePage() {
  const isReady = useReady();
  const query = useDefinitions();
  const [isNew, setNew] = useState(false);
  const { rows = [], abilities = [] } = query.data ?? {};
  const create = abilities.includes('service_request_definition.create') && (
    <Button size="xs" disabled={!isReady} onClick={() => setNew(true)}>
      {t('new')}
    </Button>
  );
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('title')}
        back={{ href: '/msp/settings', label: t('settings') }}
        meta={t('lead')}
        actions={create}
      />
      <QueryState query={query} lines={4} />
      {query.data && rows.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
      {rows.length > 0 && <Rows rows={rows} />}
      {isNew && <NewDialog onClose={() => setNew(false)} />}
    </div>
  );
}
