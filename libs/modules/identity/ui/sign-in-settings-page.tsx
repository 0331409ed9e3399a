'use client';

import { Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  EmptyState,
  errorSentence,
  ErrorState,
  later,
  PageHeader,
  Section,
  StatusBadge,
  toastSuccess,
  QueryState,
} from '@kelp/ui';
import { getSignInSettings, listProviders, removeProvider, updateSignInSettings, type ProviderCard } from '../contract';
import { useMay } from './people-queries';
import { t } from './strings';
import { useProof } from './use-proof';

const ProviderDialog = later(async () => (await import('./provider-dialog')).ProviderDialog);

function PasswordLength() {
  const may = useMay();
  const queries = useQueryClient();
  const { withProof, proofDialog } = useProof();
  const [typed, setTyped] = useState<number | string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const query = useQuery({
    queryKey: [getSignInSettings.name],
    queryFn: ({ signal }) => call(getSignInSettings, {}, { signal }),
  });

  async function save(event: FormEvent) {
    event.preventDefault();
    setFailure(null);
    try {
      await withProof(() => call(updateSignInSettings, { shortestPassword: Number(typed) }));
      await queries.invalidateQueries({ queryKey: [getSignInSettings.name] });
      setTyped(null);
      toastSuccess(t('signInSettings.saved'));
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <Section title={t('signInSettings.passwords')}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <form onSubmit={(event) => void save(event)}>
          <Group align="flex-end" gap="sm">
            <NumberInput
              label={t('signInSettings.shortest')}
              description={t('signInSettings.shortest.hint')}
              min={12}
              max={64}
              allowDecimal={false}
              readOnly={!may('sign_in_settings.update')}
              error={failure === null ? undefined : errorSentence(failure)}
              value={typed ?? query.data.shortestPassword}
              onChange={setTyped}
            />
            {typed !== null && <Button type="submit">{t('person.save')}</Button>}
          </Group>
        </form>
      )}
      {proofDialog}
    </Section>
  );
}

function Provider({
  provider,
  onEdit,
  onRemove,
}: {
  provider: ProviderCard;
  onEdit: () => void;
  onRemove: () => void;
}) {
  const may = useMay();
  return (
    <Group component="li" justify="space-between" align="flex-start" gap="sm">
      <div style={{ flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' }}>
        <Group gap="xs">
          <strong>{provider.name}</strong>
          <StatusBadge
            tone={provider.isEnabled ? 'success' : 'neutral'}
            label={t(provider.isEnabled ? 'provider.on' : 'provider.off')}
          />
        </Group>
        <Text c="dimmed" size="sm">
          {t(`provider.portal.${provider.portal}`)} · {provider.issuer} ·{' '}
          {t('provider.people', { people: provider.people })}
        </Text>
      </div>
      {may('sign_in_settings.update') && (
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            aria-label={t('provider.editLabel', { name: provider.name })}
            onClick={onEdit}
          >
            {t('team.edit')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={t('factors.remove.title', { name: provider.name })}
            onClick={onRemove}
          >
            {t('factors.remove')}
          </Button>
        </Group>
      )}
    </Group>
  );
}

function Providers() {
  const may = useMay();
  const queries = useQueryClient();
  const { withProof, proofDialog } = useProof();
  const [edited, setEdited] = useState<ProviderCard | 'new' | null>(null);
  const [removed, setRemoved] = useState<ProviderCard | null>(null);
  const query = useQuery({
    queryKey: [listProviders.name],
    queryFn: ({ signal }) => call(listProviders, {}, { signal }),
    meta: { topics: ['sign_in_provider'] },
  });
  const refresh = () => queries.invalidateQueries({ queryKey: [listProviders.name] });
  const rows = query.data?.rows ?? [];
  const add = may('sign_in_settings.update') && (
    <Button size="xs" variant="default" onClick={() => setEdited('new')}>
      {t('provider.new')}
    </Button>
  );
  return (
    <Section title={t('signInSettings.providers')} actions={add}>
      <QueryState query={query} lines={3} />
      {query.data && rows.length === 0 && <EmptyState title={t('provider.none')} text={t('provider.noneText')} />}
      <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
        {rows.map((provider) => (
          <Provider
            key={provider.id}
            provider={provider}
            onEdit={() => setEdited(provider)}
            onRemove={() => setRemoved(provider)}
          />
        ))}
      </Stack>
      {edited && (
        <ProviderDialog
          provider={edited === 'new' ? null : edited}
          callback={query.data?.callback ?? ''}
          withProof={withProof}
          onSaved={refresh}
          onClose={() => setEdited(null)}
        />
      )}
      {removed && (
        <ConfirmDialog
          opened
          danger
          title={t('factors.remove.title', { name: removed.name })}
          confirmLabel={t('factors.remove')}
          onConfirm={async () => {
            await withProof(() => call(removeProvider, { id: removed.id }));
            await refresh();
          }}
          onClose={() => setRemoved(null)}
        >
          <p>{t('provider.remove.text', { people: removed.people })}</p>
        </ConfirmDialog>
      )}
      {proofDialog}
    </Section>
  );
}

/** How people sign in: what a password must be, and which accounts somewhere else open the door. */
export function SignInSettingsPage() {
  return (
    <div className="kelp-page">
      <PageHeader title={t('signInSettings.title')} back={{ href: '/msp/settings', label: t('people.back') }} />
      <Stack gap="xl" maw={760}>
        <PasswordLength />
        <Providers />
      </Stack>
    </div>
  );
}
