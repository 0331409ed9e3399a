'use client';

import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState, type KeyboardEvent } from 'react';
import { call } from '@kelp/kernel/client';
import { ErrorState, Section, toastError, toastSuccess } from '@kelp/ui';
import { endRateRule, listRateRules, orderRateRules, type RateRuleCard, type RateRuleList } from '../contract';
import { useRefreshContracts } from './contract-queries';
import { EndDialog } from './end-dialog';
import { t } from './strings';
import './rate-rules.css';

const RateRuleDialog = dynamic(() => import('./rate-rule-dialog').then((file) => file.RateRuleDialog));

/** The special rates of a contract, or of the workspace. */
export function useRateRules(contractId?: string) {
  const input = contractId ? { contractId } : {};
  return useQuery({
    queryKey: [listRateRules.name, input],
    queryFn: ({ signal }) => call(listRateRules, input, { signal }),
  });
}

/** The rules with the one at `from` moved by `step`; the same rules when it would leave the list. */
export function stepped<T>(rules: readonly T[], from: number, step: -1 | 1): readonly T[] {
  const [moved, other] = [rules[from], rules[from + step]];
  if (moved === undefined || other === undefined) return rules;
  return rules.map((rule, index) => (index === from ? other : index === from + step ? moved : rule));
}

interface RowProps {
  rule: RateRuleCard;
  place: number;
  count: number;
  mayChange: boolean;
  onStep: (step: -1 | 1) => void;
  onChange: () => void;
  onEnd: () => void;
}

function RuleRow({ rule, place, count, mayChange, onStep, onChange, onEnd }: RowProps) {
  function byKey(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onStep(event.key === 'ArrowUp' ? -1 : 1);
  }
  return (
    <li onKeyDown={mayChange ? byKey : undefined}>
      <span className="kelp-num kelp-muted">{place}</span>
      <Text className="kelp-r-sentence">{rule.sentence}</Text>
      {mayChange && (
        <Group gap={4} wrap="nowrap">
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={place === 1}
            onClick={() => onStep(-1)}
            aria-label={t('rule.up', { place })}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={place === count}
            onClick={() => onStep(1)}
            aria-label={t('rule.down', { place })}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          <Button size="compact-sm" variant="subtle" onClick={onChange} aria-label={t('rule.changeOne', { place })}>
            {t('rule.changeDo')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={onEnd}
            aria-label={t('rule.endOne', { place })}
          >
            {t('rule.end')}
          </Button>
        </Group>
      )}
    </li>
  );
}

interface OrderBarProps {
  ids: string[];
  contractId: string | undefined;
  today: string;
  onDone: () => void;
}

/** Asks from which day a changed order holds, and saves it. */
function OrderBar({ ids, contractId, today, onDone }: OrderBarProps) {
  const refresh = useRefreshContracts();
  const [from, setFrom] = useState(today);
  const [isSaving, setSaving] = useState(false);

  async function save() {
    setSaving(true);
    try {
      await call(orderRateRules, { ...(contractId ? { contractId } : {}), ids, from });
      toastSuccess(t('rule.ordered'));
      await refresh();
      onDone();
    } catch (error) {
      toastError(error);
    } finally {
      setSaving(false);
    }
  }

  return (
    <Group role="group" aria-label={t('rule.order')} align="flex-end" gap="xs" mt="sm">
      <TextInput
        label={t('rule.orderFrom')}
        type="date"
        size="xs"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <Button size="xs" loading={isSaving} onClick={() => void save()}>
        {t('rule.orderSave')}
      </Button>
      <Button size="xs" variant="subtle" color="gray" disabled={isSaving} onClick={onDone}>
        {t('rule.orderDrop')}
      </Button>
    </Group>
  );
}

function Others({ others }: { others: readonly RateRuleCard[] }) {
  if (others.length === 0) return null;
  return (
    <details>
      <summary>{t('rule.others', { count: others.length })}</summary>
      <ul className="kelp-r-others">
        {others.map((rule) => (
          <li key={`${rule.id} ${rule.number}`}>
            {t('rule.other', { place: rule.position, sentence: rule.sentence })}
          </li>
        ))}
      </ul>
    </details>
  );
}

export interface RateRulesProps {
  /** The workspace's when it is left out. */
  contractId?: string;
  /** Hourly lines that a rule of the contract may be for. */
  lines?: readonly { id: string; name: string }[];
}

type Open = { kind: 'save'; rule: RateRuleCard | null } | { kind: 'end'; rule: RateRuleCard };

function Rules({ list, contractId, lines = [] }: RateRulesProps & { list: RateRuleList }) {
  const [order, setOrder] = useState<readonly RateRuleCard[] | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const rules = order ?? list.rules;
  const mayChange = list.abilities.includes('rate_rule.update');
  const end = async (rule: RateRuleCard, validTo: string | null) => {
    if (validTo) await call(endRateRule, { id: rule.id, validTo });
  };
  return (
    <>
      <Text size="sm" className="kelp-muted">
        {t(contractId ? 'rule.leadContract' : 'rule.leadWorkspace')}
      </Text>
      {rules.length === 0 && <Text size="sm">{t('rule.none')}</Text>}
      <ol className="kelp-r-rules" aria-label={t('rule.title')}>
        {rules.map((rule, index) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            place={index + 1}
            count={rules.length}
            mayChange={mayChange}
            onStep={(step) => setOrder(stepped(rules, index, step))}
            onChange={() => setOpen({ kind: 'save', rule })}
            onEnd={() => setOpen({ kind: 'end', rule })}
          />
        ))}
      </ol>
      {order && order.some((rule, index) => rule.id !== list.rules[index]?.id) && (
        <OrderBar
          ids={order.map(({ id }) => id)}
          contractId={contractId}
          today={list.today}
          onDone={() => setOrder(null)}
        />
      )}
      <Others others={list.others} />
      {mayChange && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={() => setOpen({ kind: 'save', rule: null })}>
            {t('rule.add')}
          </Button>
        </Group>
      )}
      {open?.kind === 'save' && (
        <RateRuleDialog list={list} rule={open.rule} contractId={contractId} lines={lines} onClose={close} />
      )}
      {open?.kind === 'end' && (
        <EndDialog
          title={t('rule.endTitle')}
          endsOn={null}
          onEnd={(validTo) => end(open.rule, validTo)}
          onClose={close}
        />
      )}
    </>
  );
}

/** Special hourly rates in the order in which they are tried; on a contract with the way to those of the workspace. */
export function RateRulesSection({ contractId, lines = [] }: RateRulesProps) {
  const { data, error, refetch } = useRateRules(contractId);
  const actions = contractId ? { actions: <Link href="/msp/settings/rates">{t('rule.workspace')}</Link> } : {};
  return (
    <Section title={t(contractId ? 'rule.title' : 'rule.titleWorkspace')} {...actions}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Rules list={data} lines={lines} {...(contractId ? { contractId } : {})} />}
    </Section>
  );
}
