'use client';

import { Button, Group, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useRateRules, useServiceChoices } from '@kelp/contracts/screens';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { Section, toastError } from '@kelp/ui';
import { probeRate, type ProbedRate } from '../contract';
import { t } from './strings';
import './probe.css';

function Answer({ answer }: { answer: ProbedRate }) {
  const { line, reason, worker, parts, rules, zone } = answer;
  const hours = worker.isAfterHours === null ? 'unknown' : worker.isAfterHours ? 'after' : 'within';
  return (
    <Stack gap="xs" aria-live="polite">
      {parts.map(({ from, sentence }) => (
        <Text key={from} fw={600} className="kelp-num">
          {sentence}
        </Text>
      ))}
      <Text size="sm">
        {line ? t('probe.line', { line: line.name, contract: line.contract }) : t('probe.noLine')} {reason}
      </Text>
      <Text size="sm" className="kelp-muted">
        {t('probe.worker', { name: worker.name, role: worker.role ?? t('probe.noRole') })} {t(`probe.hours.${hours}`)}{' '}
        {t('probe.zone', { zone })}
      </Text>
      {rules.length > 0 && (
        <ol className="kelp-p-rules" aria-label={t('probe.rules')}>
          {rules.map((rule) => (
            <li key={rule.id} data-wins={rule.wins || undefined}>
              <Text size="sm">
                {t(`probe.place.${rule.place}`, { position: rule.position })} {rule.sentence}
              </Text>
              <Text size="sm" fw={rule.wins ? 600 : 400} className={rule.wins ? undefined : 'kelp-muted'}>
                {t(rule.wins ? 'probe.wins' : 'probe.loses', { reason: rule.reason })}
              </Text>
            </li>
          ))}
        </ol>
      )}
    </Stack>
  );
}

interface Question {
  clientId: string | null;
  serviceId: string | null;
  userId: string | null;
  workType: 'ticket' | 'ad_hoc';
  on: string;
  at: string;
  minutes: number;
}

function WorkFields({ asked, set }: { asked: Question; set: (part: Partial<Question>) => void }) {
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" verticalSpacing="xs">
      <TextInput
        label={t('probe.on')}
        type="date"
        required
        value={asked.on}
        onChange={(event) => set({ on: event.currentTarget.value })}
      />
      <TextInput
        label={t('probe.at')}
        type="time"
        required
        value={asked.at}
        onChange={(event) => set({ at: event.currentTarget.value })}
      />
      <NumberInput
        label={t('probe.minutes')}
        min={1}
        max={1440}
        allowDecimal={false}
        value={asked.minutes}
        onChange={(value) => set({ minutes: Number(value) || 1 })}
      />
      <Select
        label={t('probe.workType')}
        data={(['ticket', 'ad_hoc'] as const).map((value) => ({ value, label: t(`probe.work.${value}`) }))}
        value={asked.workType}
        allowDeselect={false}
        onChange={(value) => set({ workType: value === 'ad_hoc' ? value : 'ticket' })}
      />
    </SimpleGrid>
  );
}

/** Who works on what and when: which rate would be billed, by which rule, and why not by the others. */
export function ProbeSection() {
  const list = useRateRules().data;
  const services = useServiceChoices().data?.rows ?? [];
  const [typed, setTyped] = useState<Partial<Question>>({});
  const [answer, setAnswer] = useState<ProbedRate | null>(null);
  const [isAsking, setAsking] = useState(false);
  const blank = {
    clientId: null,
    serviceId: null,
    userId: null,
    workType: 'ticket' as const,
    at: '10:00',
    minutes: 60,
  };
  const asked: Question = { ...blank, on: list?.today ?? '', ...typed };
  const set = (part: Partial<Question>) => setTyped((current) => ({ ...current, ...part }));
  const { clientId, serviceId, userId } = asked;
  const named = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }));

  async function ask(event: FormEvent) {
    event.preventDefault();
    if (!clientId || !serviceId || !userId) return;
    setAsking(true);
    try {
      setAnswer(await call(probeRate, { ...asked, clientId, serviceId, userId }));
    } catch (error) {
      toastError(error);
    } finally {
      setAsking(false);
    }
  }

  return (
    <Section title={t('probe.title')}>
      <form onSubmit={(event) => void ask(event)}>
        <Stack gap="sm">
          <Text size="sm" className="kelp-muted">
            {t('probe.lead')}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" verticalSpacing="xs">
            <Select
              label={t('probe.person')}
              required
              searchable
              data={named(list?.people ?? [])}
              value={userId}
              onChange={(id) => set({ userId: id })}
            />
            <ClientSelect required value={clientId} onChange={(client) => set({ clientId: client?.id ?? null })} />
            <Select
              label={t('probe.service')}
              required
              searchable
              data={named(services)}
              value={serviceId}
              onChange={(id) => set({ serviceId: id })}
            />
          </SimpleGrid>
          <WorkFields asked={asked} set={set} />
          <Group>
            <Button type="submit" loading={isAsking} disabled={!clientId || !serviceId || !userId}>
              {t('probe.ask')}
            </Button>
          </Group>
          {answer && <Answer answer={answer} />}
        </Stack>
      </form>
    </Section>
  );
}
