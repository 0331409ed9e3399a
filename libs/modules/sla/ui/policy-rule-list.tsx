'use client';

import { ActionIcon, Button, Checkbox, Group, MultiSelect, NumberInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { newRule, type Rule } from './policy-draft';
import { t } from './strings';

const parts = ['assignee', 'team', 'boardManager'] as const;
const channels = ['in_app', 'email'] as const;

interface Person {
  id: string;
  name: string;
}

interface RowProps {
  rule: Rule;
  name: string;
  people: readonly Person[];
  mayChange: boolean;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}

/** One threshold: at how much of the target, and who is told how. */
function RuleRow({ rule, name, people, mayChange, onChange, onRemove }: RowProps) {
  const { recipients = newRule(rule.kind, 0).recipients, channels: ways = [...channels] } = rule;
  const chosen = [...parts.filter((part) => recipients[part]), ...recipients.userIds];
  return (
    <div className="kelp-sla-rule" role="group" aria-label={name}>
      <NumberInput
        aria-label={t('rule.percent', { name })}
        value={rule.percent ?? ''}
        onChange={(value) => onChange({ ...rule, percent: value === '' ? null : Number(value) })}
        placeholder={t('rule.off')}
        suffix=" %"
        min={1}
        max={1000}
        allowDecimal={false}
        allowNegative={false}
        readOnly={!mayChange}
        hideControls
      />
      <MultiSelect
        aria-label={t('rule.recipients', { name })}
        data={[
          { group: t('rule.roles'), items: parts.map((value) => ({ value, label: t(`rule.to.${value}`) })) },
          { group: t('rule.people'), items: people.map(({ id, name: label }) => ({ value: id, label })) },
        ]}
        value={chosen}
        onChange={(values) =>
          onChange({
            ...rule,
            recipients: {
              assignee: values.includes('assignee'),
              team: values.includes('team'),
              boardManager: values.includes('boardManager'),
              userIds: values.filter((value) => !parts.some((part) => part === value)),
            },
          })
        }
        readOnly={!mayChange}
        searchable
      />
      <Checkbox.Group
        aria-label={t('rule.channels', { name })}
        value={ways}
        onChange={(values) => onChange({ ...rule, channels: channels.filter((way) => values.includes(way)) })}
      >
        <Group gap="sm" wrap="nowrap">
          {channels.map((way) => (
            <Checkbox key={way} value={way} label={t(`rule.by.${way}`)} disabled={!mayChange} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox
        label={t('rule.ownHours')}
        checked={rule.respectsHours ?? false}
        onChange={(event) => onChange({ ...rule, respectsHours: event.currentTarget.checked })}
        disabled={!mayChange}
      />
      {mayChange && (
        <ActionIcon variant="subtle" color="gray" aria-label={t('rule.remove', { name })} onClick={onRemove}>
          <IconX size={16} />
        </ActionIcon>
      )}
    </div>
  );
}

interface RuleListProps {
  kind: Rule['kind'];
  rules: readonly Rule[];
  people: readonly Person[];
  mayChange: boolean;
  onChange: (rules: Rule[]) => void;
}

/** The warnings or the escalation levels of a policy; any number of them. */
export function PolicyRuleList({ kind, rules, people, mayChange, onChange }: RuleListProps) {
  const own = rules.filter((rule) => rule.kind === kind);
  const nameOf = (rule: Rule, at: number) =>
    rule.kind === 'escalate' ? t('rule.level', { level: rule.level ?? at + 1 }) : t('rule.warning', { number: at + 1 });
  const highest = Math.max(0, ...own.map(({ level = 0 }) => level));
  return (
    <fieldset className="kelp-sla-group">
      <legend>{t(`rules.${kind}`)}</legend>
      <p className="kelp-muted">{t(`rules.${kind}Hint`)}</p>
      {own.map((rule, at) => (
        <div key={at}>
          {kind === 'escalate' && <strong>{nameOf(rule, at)}</strong>}
          <RuleRow
            rule={rule}
            name={nameOf(rule, at)}
            people={people}
            mayChange={mayChange}
            onChange={(next) => onChange(rules.map((one) => (one === rule ? next : one)))}
            onRemove={() => onChange(rules.filter((one) => one !== rule))}
          />
        </div>
      ))}
      {mayChange && (
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...rules, newRule(kind, highest + 1)])}
          disabled={highest >= 20}
        >
          {t(`rules.${kind}Add`)}
        </Button>
      )}
    </fieldset>
  );
}
