'use client';

import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ConfirmDialog, ErrorState, Facts, RelativeTime, Section, toastError, toastSuccess } from '@kelp/ui';
import { removeMailTransport, saveMailLimits, testMailTransport, type MailTransportCard } from '../contract';
import { MailServerDialog } from './mail-server-dialog';
import { useMailTransport, useRefreshMailboxes } from './mailbox-queries';
import { t } from './strings';
import { TestResult } from './test-result';

function factsOf(server: MailTransportCard) {
  return [
    {
      key: 'host',
      label: t('form.host'),
      value: `${server.host}:${server.port}, ${t(`form.security.${server.security}`)}`,
    },
    { key: 'from', label: t('server.fromAddress'), value: server.fromAddress },
    ...(server.isActive ? [] : [{ key: 'off', label: t('server.isActive'), value: t('server.off') }]),
    {
      key: 'ok',
      label: t('server.lastOk'),
      value: server.lastOkAt ? <RelativeTime at={server.lastOkAt} /> : t('never'),
    },
    ...(server.failure ? [{ key: 'failure', label: t('server.failure'), value: server.failure }] : []),
    ...(server.test ? [{ key: 'test', label: t('server.test'), value: <TestResult test={server.test} /> }] : []),
  ];
}

function TestForm({ refresh }: { refresh: () => Promise<void> }) {
  const [to, setTo] = useState('');
  async function test(event: React.FormEvent) {
    event.preventDefault();
    await call(testMailTransport, { to }).then(refresh, toastError);
  }
  return (
    <form onSubmit={(event) => void test(event)}>
      <Group align="end" gap="xs">
        <TextInput
          label={t('server.testTo')}
          type="email"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          required
        />
        <Button type="submit" variant="default">
          {t('server.test')}
        </Button>
      </Group>
    </form>
  );
}

interface Limits {
  perMinute: number;
  perRecipientHour: number;
}

function LimitsForm({ limits, refresh }: { limits: Limits; refresh: () => Promise<void> }) {
  const [draft, setDraft] = useState(limits);
  async function save(event: React.FormEvent) {
    event.preventDefault();
    try {
      await call(saveMailLimits, draft);
      toastSuccess(t('server.limitsSaved'));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }
  const field = (name: keyof Limits, max: number) => (
    <NumberInput
      label={t(`server.${name}`)}
      value={draft[name]}
      onChange={(value) => setDraft((current) => ({ ...current, [name]: Number(value) || 0 }))}
      min={1}
      max={max}
      allowDecimal={false}
      w={200}
    />
  );
  return (
    <form onSubmit={(event) => void save(event)}>
      <p className="kelp-muted">{t('server.limitsHint')}</p>
      <Group align="end" gap="xs">
        {field('perMinute', 100_000)}
        {field('perRecipientHour', 10_000)}
        <Button type="submit" variant="default">
          {t('server.saveLimits')}
        </Button>
      </Group>
    </form>
  );
}

/** The way out for mail: the installation's server or one's own, with a test, and the limits. */
export function MailServerSection() {
  const { data, isError, error, refetch } = useMailTransport();
  const refresh = useRefreshMailboxes();
  const [dialog, setDialog] = useState<'edit' | 'remove' | null>(null);
  if (isError && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { transport, limits, mayChange } = data;

  async function remove() {
    await call(removeMailTransport, {});
    toastSuccess(t('server.removed'));
    await refresh();
  }

  const actions = mayChange && (
    <Group gap="xs">
      <Button size="xs" variant="default" onClick={() => setDialog('edit')}>
        {t(transport ? 'server.edit' : 'server.own')}
      </Button>
      {transport && (
        <Button size="xs" variant="default" onClick={() => setDialog('remove')}>
          {t('server.remove')}
        </Button>
      )}
    </Group>
  );
  return (
    <>
      <Section title={t('server.title')} actions={actions}>
        {transport ? <Facts facts={factsOf(transport)} /> : <p className="kelp-muted">{t('server.none')}</p>}
        {transport && mayChange && <TestForm refresh={refresh} />}
      </Section>
      {mayChange && (
        <Section title={t('server.limits')}>
          <LimitsForm key={`${limits.perMinute}:${limits.perRecipientHour}`} limits={limits} refresh={refresh} />
        </Section>
      )}
      {dialog === 'edit' && <MailServerDialog server={transport} onClose={() => setDialog(null)} onSaved={refresh} />}
      <ConfirmDialog
        opened={dialog === 'remove'}
        title={t('server.remove')}
        confirmLabel={t('server.remove')}
        onConfirm={remove}
        onClose={() => setDialog(null)}
      >
        {t('server.removeText')}
      </ConfirmDialog>
    </>
  );
}
