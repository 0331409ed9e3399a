'use client';

import { Button, Checkbox, Group, MultiSelect, PasswordInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import {
  ConfirmDialog,
  currencyChoices,
  ErrorState,
  ExactTime,
  PageHeader,
  PageLoading,
  SavedForm,
  Section,
  StatusBadge,
  toastError,
  toastSuccess,
} from '@kelp/ui';
import {
  comparePaymentProvider,
  getPaymentProvider,
  removePaymentProvider,
  savePaymentProvider,
  testPaymentProvider,
  type ProviderCard,
} from '../contract';
import { useMay } from './billing-queries';
import { t } from './strings';

function useProvider() {
  return useQuery({
    queryKey: [getPaymentProvider.name],
    queryFn: ({ signal }) => call(getPaymentProvider, {}, { signal }),
    meta: { topics: ['payment_provider'] },
  });
}

function ProviderForm({
  card,
  eventsUrl,
  mayChange,
}: {
  card: ProviderCard | null;
  eventsUrl: string;
  mayChange: boolean;
}) {
  const queries = useQueryClient();
  const [patch, setPatch] = useState<{ isActive?: boolean; currencies?: string[]; allowsPartial?: boolean }>({});
  const [key, setKey] = useState('');
  const [secret, setSecret] = useState('');
  const base = {
    isActive: card?.isActive ?? false,
    currencies: card?.currencies ?? [],
    allowsPartial: card?.allowsPartial ?? false,
  };
  const values = { ...base, ...patch };

  const save = async () => {
    const keys = { ...(key ? { key } : {}), ...(secret ? { secret } : {}) };
    const version = card ? { version: card.version } : {};
    await call(savePaymentProvider, { kind: 'stripe', ...values, ...keys, ...version });
    setPatch({});
    setKey('');
    setSecret('');
    toastSuccess(t('provider.saved'));
    await queries.invalidateQueries({ queryKey: [getPaymentProvider.name] });
  };

  return (
    <SavedForm gap="md" onSave={save} saveLabel={t('settings.save')} mayChange={mayChange}>
      <Switch
        label={t('provider.active')}
        description={t('provider.activeHint')}
        checked={values.isActive}
        disabled={!mayChange}
        onChange={(event) => setPatch({ ...patch, isActive: event.currentTarget.checked })}
      />
      <PasswordInput
        label={t('provider.key')}
        description={card?.hasKey ? t('provider.keyKept', { hint: card.keyHint }) : t('provider.keyHint')}
        autoComplete="off"
        value={key}
        disabled={!mayChange}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <TextInput
        label={t('provider.eventsUrl')}
        description={t('provider.eventsUrlHint')}
        value={eventsUrl}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <PasswordInput
        label={t('provider.secret')}
        description={card?.hasSecret ? t('provider.secretKept') : t('provider.secretHint')}
        autoComplete="off"
        value={secret}
        disabled={!mayChange}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <MultiSelect
        label={t('provider.currencies')}
        description={t('provider.currenciesHint')}
        data={currencyChoices()}
        value={values.currencies}
        searchable
        clearable
        disabled={!mayChange}
        onChange={(currencies) => setPatch({ ...patch, currencies })}
      />
      <Checkbox
        label={t('provider.partial')}
        checked={values.allowsPartial}
        disabled={!mayChange}
        onChange={(event) => setPatch({ ...patch, allowsPartial: event.currentTarget.checked })}
      />
    </SavedForm>
  );
}

function TestState({ card }: { card: ProviderCard }) {
  if (card.testState === 'running') return <StatusBadge tone="progress" label={t('provider.testing')} />;
  if (card.testState === 'failed') return <StatusBadge tone="danger" label={t('provider.testFailed')} />;
  if (card.testState === 'ok') return <StatusBadge tone="success" label={t('provider.testOk')} />;
  return <StatusBadge tone="neutral" label={t('provider.untested')} />;
}

function Connection({ card, mayChange }: { card: ProviderCard; mayChange: boolean }) {
  const queries = useQueryClient();
  const [removing, setRemoving] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: [getPaymentProvider.name] });
  const act = (work: () => Promise<unknown>, done?: string) =>
    void work().then(
      () => {
        if (done) toastSuccess(done);
        return refresh();
      },
      (error: unknown) => toastError(error),
    );
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <TestState card={card} />
        {card.isLive ? null : <StatusBadge tone="warning" label={t('provider.testMode')} />}
        {card.accountName && <Text>{card.accountName}</Text>}
        {card.testedAt && <ExactTime at={card.testedAt} />}
      </Group>
      {card.testText && <Text role="alert">{card.testText}</Text>}
      {mayChange && (
        <Group gap="xs">
          <Button variant="default" onClick={() => act(() => call(testPaymentProvider, { kind: 'stripe' }))}>
            {t('provider.test')}
          </Button>
          {card.isActive && (
            <Button
              variant="default"
              onClick={() => act(() => call(comparePaymentProvider, { kind: 'stripe' }), t('provider.compareAsked'))}
            >
              {t('provider.compare')}
            </Button>
          )}
          <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
            {t('provider.remove')}
          </Button>
        </Group>
      )}
      <ConfirmDialog
        opened={removing}
        title={t('provider.removeTitle')}
        confirmLabel={t('provider.remove')}
        danger
        onConfirm={async () => {
          await call(removePaymentProvider, { kind: 'stripe' });
          await refresh();
        }}
        onClose={() => setRemoving(false)}
      >
        {t('provider.removeText')}
      </ConfirmDialog>
    </Stack>
  );
}

/** How clients pay on line: the provider, its keys (never shown again), and whether its payments and the books agree. */
export function PaymentSettingsPage() {
  const mayChange = useMay('billing_settings.update');
  const { data, error, isPending, isError, refetch } = useProvider();
  const compared = data?.lastComparison;
  return (
    <div className="kelp-page">
      <PageHeader title={t('provider.title')} back={{ href: '/msp/settings', label: t('settings.back') }} />
      {isPending && <PageLoading />}
      {isError && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="xl" maw={720}>
          {!mayChange && <Text c="dimmed">{t('settings.readOnly')}</Text>}
          <Section title={t('provider.stripe')}>
            <Text c="dimmed" mb="md">
              {t('provider.lead')}
            </Text>
            <ProviderForm
              key={data.provider?.version ?? 0}
              card={data.provider}
              eventsUrl={data.eventsUrl}
              mayChange={mayChange}
            />
          </Section>
          {data.provider?.hasKey && (
            <Section title={t('provider.connection')}>
              <Connection card={data.provider} mayChange={mayChange} />
            </Section>
          )}
          {compared && (
            <Section title={t('provider.compared')}>
              <Text>
                <ExactTime at={compared.at} />{' '}
                {compared.failure ??
                  t('provider.comparedText', { seen: compared.seen, differences: compared.differences })}
              </Text>
            </Section>
          )}
        </Stack>
      )}
    </div>
  );
}
