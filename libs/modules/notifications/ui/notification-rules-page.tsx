'use client';

import { Button, Group, NativeSelect, NumberInput, Switch, Table, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { ErrorState, PageHeader, PageLoading, Section, toastError, toastSuccess } from '@kelp/ui';
import {
  getNotificationRules,
  saveNotificationSettings,
  setNotificationRule,
  type KindRule,
  type NotificationRules,
} from '../contract';
import { categories, channels, type Category } from '../domain/subtypes';
import { t } from './strings';

const channelLabel = { in_app: t('preferences.inApp'), email: t('preferences.email') };
const modes = ['on', 'off_by_default', 'locked', 'off'] as const;

function useRules() {
  const client = useQueryClient();
  const key = [getNotificationRules.name];
  const query = useQuery({ queryKey: key, queryFn: ({ signal }) => call(getNotificationRules, {}, { signal }) });
  async function decide(rule: Parameters<typeof sendRule>[0]) {
    try {
      await sendRule(rule);
      toastSuccess(t('rules.saved'));
    } catch (error) {
      toastError(error);
    }
    await client.invalidateQueries({ queryKey: key });
  }
  return { query, decide };
}

const sendRule = (rule: {
  name: KindRule['subtype'] | Category;
  channel: KindRule['channel'] | 'all';
  mode: KindRule['mode'];
}) => call(setNotificationRule, rule);

type Decide = ReturnType<typeof useRules>['decide'];

/** What the staff is told of: groups, kinds and ways with what people may choose themselves, and the workspace's mail switch. */
export function NotificationRulesPage() {
  const { query, decide } = useRules();
  const { data } = query;
  const mayChange = data?.abilities.includes('notification_settings.update') ?? false;
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('rules.title')}
        back={{ href: '/msp/settings', label: t('templates.back') }}
        meta={t('rules.lead')}
      />
      {query.isPending && <PageLoading />}
      {query.isError && !data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {data && <MailSettings key={`${data.isMailOn}:${data.foldMinutes}`} rules={data} mayChange={mayChange} />}
      {data &&
        categories.map((category) => (
          <RuleGroup key={category} category={category} rules={data} mayChange={mayChange} decide={decide} />
        ))}
    </div>
  );
}

function MailSettings({ rules, mayChange }: { rules: NotificationRules; mayChange: boolean }) {
  const client = useQueryClient();
  const [isMailOn, setMailOn] = useState(rules.isMailOn);
  const [foldMinutes, setFoldMinutes] = useState<number>(rules.foldMinutes);
  const isChanged = isMailOn !== rules.isMailOn || foldMinutes !== rules.foldMinutes;

  async function save() {
    try {
      await call(saveNotificationSettings, { isMailOn, foldMinutes });
      toastSuccess(t('rules.saved'));
      await client.invalidateQueries({ queryKey: [getNotificationRules.name] });
    } catch (error) {
      toastError(error);
    }
  }

  return (
    <Group gap="lg" align="flex-end" maw={760}>
      <Switch
        label={t('rules.mailOn')}
        description={t('rules.mailOnHint')}
        checked={isMailOn}
        disabled={!mayChange}
        onChange={(event) => setMailOn(event.currentTarget.checked)}
      />
      <NumberInput
        label={t('rules.fold')}
        value={foldMinutes}
        min={1}
        max={120}
        disabled={!mayChange}
        onChange={(value) => setFoldMinutes(Number(value))}
        hideControls
        styles={{ input: { maxWidth: 110 } }}
      />
      {mayChange && (
        <Button onClick={() => void save()} disabled={!isChanged}>
          {t('rules.save')}
        </Button>
      )}
    </Group>
  );
}

interface RuleGroupProps {
  category: Category;
  rules: NotificationRules;
  mayChange: boolean;
  decide: Decide;
}

function RuleGroup({ category, rules, mayChange, decide }: RuleGroupProps) {
  const group = rules.groups.find((one) => one.category === category);
  const kinds = rules.kinds.filter((one) => one.category === category);
  const isOn = group?.isOn ?? true;
  const actions = (
    <Switch
      label={isOn ? undefined : t('rules.groupOff')}
      aria-label={t('rules.groupOn', { group: t(`group.${category}`) })}
      checked={isOn}
      disabled={!mayChange || group?.isFixed}
      onChange={(event) =>
        void decide({ name: category, channel: 'all', mode: event.currentTarget.checked ? 'on' : 'off' })
      }
    />
  );
  return (
    <Section title={t(`group.${category}`)} actions={actions}>
      {isOn && (
        <Table.ScrollContainer minWidth={520}>
          <Table maw={860} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('rules.kind')}</Table.Th>
                {channels.map((channel) => (
                  <Table.Th key={channel} w={220}>
                    {channelLabel[channel]}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {[...new Set(kinds.map(({ subtype }) => subtype))].map((subtype) => (
                <Table.Tr key={subtype}>
                  <Table.Th scope="row" fw={400}>
                    {t(`kind.${subtype}`)}
                  </Table.Th>
                  {channels.map((channel) => (
                    <Table.Td key={channel}>
                      <ModeChoice
                        rule={kinds.find((one) => one.subtype === subtype && one.channel === channel)}
                        mayChange={mayChange}
                        decide={decide}
                      />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Section>
  );
}

function ModeChoice({ rule, mayChange, decide }: { rule: KindRule | undefined; mayChange: boolean; decide: Decide }) {
  if (!rule) return null;
  const { subtype, channel, mode, isFixed } = rule;
  if (isFixed) return <Text size="sm">{t('rules.fixed')}</Text>;
  return (
    <NativeSelect
      size="xs"
      aria-label={t('preferences.label', { kind: t(`kind.${subtype}`), channel: channelLabel[channel] })}
      value={mode}
      disabled={!mayChange}
      data={modes.map((one) => ({ value: one, label: t(`rules.mode.${one}`) }))}
      onChange={(event) =>
        void decide({ name: subtype, channel, mode: modes.find((one) => one === event.currentTarget.value) ?? 'on' })
      }
    />
  );
}
