'use client';

import { Button, Code, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { Facts, Section, toastError, toastSuccess } from '@kelp/ui';
import { updateInboundWebhook, type AlertMapping, type InboundWebhook } from '../contract';
import { usePreview, useRefreshInbound, useTicketChoices } from './inbound-queries';
import { t } from './strings';

type Change = (change: Partial<AlertMapping>) => void;

function Texts({ mapping, onChange }: { mapping: AlertMapping; onChange: Change }) {
  const field = (key: 'title' | 'alertKey' | 'state' | 'client' | 'priority', label: string, hint?: string) => (
    <TextInput
      label={label}
      description={hint}
      value={mapping[key]}
      onChange={(event) => onChange({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {field('title', t('in.map.ticketTitle'))}
      <Textarea
        label={t('in.map.description')}
        autosize
        minRows={2}
        maxRows={10}
        value={mapping.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      {field('alertKey', t('in.map.key'), t('in.map.keyHint'))}
      {field('state', t('in.map.state'))}
      <TextInput
        label={t('in.map.recovered')}
        description={t('in.map.recoveredHint')}
        value={mapping.recovered.join(', ')}
        onChange={(event) =>
          onChange({ recovered: event.currentTarget.value.split(',').map((one) => one.trimStart()) })
        }
      />
      {field('client', t('in.map.client'), t('in.map.clientHint'))}
      {field('priority', t('in.map.priority'), t('in.map.priorityHint'))}
    </>
  );
}

function Priorities({ mapping, onChange }: { mapping: AlertMapping; onChange: Change }) {
  const { priorities: choices } = useTicketChoices();
  const { priorities: rows } = mapping;
  const set = (at: number, change: Partial<(typeof rows)[number]>) =>
    onChange({ priorities: rows.map((row, n) => (n === at ? { ...row, ...change } : row)) });
  return (
    <Stack gap="xs">
      {rows.map((row, at) => (
        <Group key={at} gap="xs" align="flex-end">
          <TextInput
            aria-label={t('in.map.value')}
            placeholder={t('in.map.value')}
            value={row.value}
            onChange={(event) => set(at, { value: event.currentTarget.value })}
          />
          <Select
            aria-label={t('in.map.priorityOf', { value: row.value })}
            data={choices}
            value={row.priorityId}
            onChange={(value) => value && set(at, { priorityId: value })}
            allowDeselect={false}
          />
          <Button variant="default" onClick={() => onChange({ priorities: rows.filter((_, n) => n !== at) })}>
            {t('in.map.remove')}
          </Button>
        </Group>
      ))}
      <Button
        variant="default"
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        disabled={choices.length === 0}
        onClick={() => onChange({ priorities: [...rows, { value: '', priorityId: choices[0]?.value ?? '' }] })}
      >
        {t('in.map.addPriority')}
      </Button>
    </Stack>
  );
}

function Preview({ mapping, sample }: { mapping: AlertMapping; sample: string }) {
  const shown = usePreview(mapping, sample).data;
  if (!shown) return null;
  const facts = [
    { key: 'title', label: t('in.map.ticketTitle'), value: shown.title },
    { key: 'key', label: t('in.map.key'), value: shown.alertKey },
    {
      key: 'state',
      label: t('in.map.state'),
      value: `${shown.state} ${shown.isRecovery ? t('in.preview.recovery') : ''}`,
    },
    { key: 'client', label: t('in.map.client'), value: shown.client?.name ?? t('in.preview.none') },
    { key: 'priority', label: t('in.map.priority'), value: shown.priority?.name ?? t('in.preview.none') },
    { key: 'text', label: t('in.map.description'), value: shown.description },
  ];
  return (
    <Section title={t('in.preview')}>
      {shown.problem && <p role="alert">{shown.problem}</p>}
      <Facts facts={facts} />
    </Section>
  );
}

/** How payloads become tickets: the mapping, the sample, and what the one makes of the other. */
export function MappingSection({ webhook }: { webhook: InboundWebhook }) {
  const refresh = useRefreshInbound();
  const [mapping, setMapping] = useState(webhook.mapping);
  const { id, version, sample, abilities } = webhook;

  async function save() {
    const priorities = mapping.priorities.filter(({ value }) => value.trim() !== '');
    const recovered = mapping.recovered.map((one) => one.trim()).filter(Boolean);
    try {
      await call(updateInboundWebhook, { id, version, mapping: { ...mapping, priorities, recovered } });
      toastSuccess(t('in.map.saved'));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <>
      <Section title={t('in.sample')}>
        {sample ? (
          <Code block className="kelp-webhook-body" tabIndex={0}>
            {sample}
          </Code>
        ) : (
          <p className="kelp-muted">{t('in.sampleNone')}</p>
        )}
      </Section>
      {abilities.includes('update') && (
        <>
          <Section
            title={t('in.map.title')}
            actions={
              <Button size="xs" onClick={() => void save()}>
                {t('in.map.save')}
              </Button>
            }
          >
            <p className="kelp-muted">{t('in.map.lead', { first: '{host.name}', second: '{alerts[0].labels.job}' })}</p>
            <Stack gap="sm" maw={640}>
              <Texts mapping={mapping} onChange={(change) => setMapping({ ...mapping, ...change })} />
              <Priorities mapping={mapping} onChange={(change) => setMapping({ ...mapping, ...change })} />
            </Stack>
          </Section>
          {sample && <Preview mapping={mapping} sample={sample} />}
        </>
      )}
    </>
  );
}
