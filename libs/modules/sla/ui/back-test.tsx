'use client';

import { Anchor, Button, Group, Progress, Select, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ErrorState, errorSentence, useFormats } from '@kelp/ui';
import { getBackTest, startBackTest, type BackTest as Test, type BackTestDraft } from '../contract';
import { pastPeriodOf, pastPeriods, type PastPeriod } from './past-period';
import { percentMet } from './compliance-period';
import { t } from './strings';

const pollMs = 1_000;

const isGoing = (test: Test | undefined) => test === undefined || test.state === 'waiting' || test.state === 'running';

function useBackTest(id: string | null) {
  return useQuery({
    queryKey: [getBackTest.name, id],
    queryFn: ({ signal }) => call(getBackTest, { id: id ?? '' }, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.status !== 'error' && isGoing(state.data) ? pollMs : false),
  });
}

const share = (side: Test['figures'][number]['today']): string => {
  const percent = percentMet(side);
  return percent === null ? '–' : `${percent} %`;
};

function Figures({ test }: { test: Test }) {
  const sides = ['today', 'draft'] as const;
  return (
    <Table.ScrollContainer minWidth={460}>
      <Table aria-label={t('backTest.figures')} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('backTest.promise')}</Table.Th>
            {sides.map((side) => (
              <Table.Th key={side} ta="end">
                {t(`backTest.${side}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {test.figures.map((line) => (
            <Table.Tr key={`${line.clock}${line.priority.id}`}>
              <Table.Td>
                {t(`clock.${line.clock}`)}, {line.priority.name}
              </Table.Td>
              {sides.map((side) => (
                <Table.Td key={side} ta="end" className="kelp-num">
                  {share(line[side])}
                  <Text size="xs" c="dimmed">
                    {t('backTest.counts', { ...line[side] })}
                  </Text>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const verdictText = (verdict: Test['changes'][number]['today']) => t(`backTest.verdict.${verdict ?? 'none'}`);

function Changes({ test }: { test: Test }) {
  return (
    <>
      <Text size="sm" fw={600}>
        {t('backTest.changed', { count: test.changedCount })}
      </Text>
      {test.changedCount > test.changes.length && (
        <Text size="sm" c="dimmed">
          {t('backTest.more', { shown: test.changes.length })}
        </Text>
      )}
      <ul className="kelp-sla-history kelp-sla-changes">
        {test.changes.map(({ ticketId, number, title, clock, epoch, today, draft }) => (
          <li key={`${ticketId}${clock}${epoch}`}>
            <Anchor component={Link} href={`/msp/tickets/${ticketId}`} target="_blank" size="sm">
              {number} {title}
            </Anchor>
            <Text size="xs" c="dimmed">
              {t('backTest.change', {
                clock: t(`clock.${clock}`),
                today: verdictText(today),
                draft: verdictText(draft),
              })}
            </Text>
          </li>
        ))}
      </ul>
    </>
  );
}

function Result({ test }: { test: Test }) {
  if (test.state === 'failed') return <Text role="alert">{t('backTest.failed')}</Text>;
  if (isGoing(test)) {
    const percent = test.total === 0 ? 0 : Math.floor((test.done * 100) / test.total);
    return (
      <div role="status">
        <Text size="sm">{t('backTest.progress', { done: test.done, total: test.total })}</Text>
        <Progress value={percent} aria-label={t('backTest.progressLabel')} />
      </div>
    );
  }
  if (test.total === 0) return <Text size="sm">{t('backTest.empty')}</Text>;
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('backTest.read', { count: test.total })}
      </Text>
      <Figures test={test} />
      <Changes test={test} />
    </>
  );
}

/** Tries a draft on a past period before it is saved. A result of an older draft says so. */
export function BackTest({ draft }: { draft: BackTestDraft }) {
  const { timeZone } = useFormats();
  const [period, setPeriod] = useState<PastPeriod>('quarter');
  const [asked, setAsked] = useState<{ id: string; of: string } | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const query = useBackTest(asked?.id ?? null);
  const of = JSON.stringify({ draft, period });

  async function ask() {
    setAsking(true);
    setFailure(null);
    try {
      const { id } = await call(startBackTest, { draft, ...pastPeriodOf(period, timeZone) });
      setAsked({ id, of });
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setAsking(false);
    }
  }

  return (
    <fieldset className="kelp-sla-group">
      <legend>{t('backTest.title')}</legend>
      <p className="kelp-muted">{t('backTest.hint')}</p>
      <Group gap="sm" align="end">
        <Select
          aria-label={t('backTest.period')}
          data={pastPeriods.map((value) => ({ value, label: t(`backTest.of.${value}`) }))}
          value={period}
          onChange={(value) => value && setPeriod(value)}
          allowDeselect={false}
          w={180}
        />
        <Button variant="default" onClick={() => void ask()} loading={isAsking}>
          {t('backTest.try')}
        </Button>
      </Group>
      {failure && (
        <p role="alert" className="kelp-field-error">
          {failure}
        </p>
      )}
      {asked && asked.of !== of && <Text size="sm">{t('backTest.outdated')}</Text>}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && !query.isError && <Result test={query.data} />}
    </fieldset>
  );
}
