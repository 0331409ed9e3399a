'use client';

import { Switch, Table, Text } from '@mantine/core';
import { ErrorState, PageHeader, PageLoading, Section } from '@kelp/ui';
import type { NotificationPreference } from '../contract';
import { categories, channels, type Category } from '../domain/subtypes';
import { useNotificationPreferences } from './notification-queries';
import { QuietHours } from './quiet-hours';
import { t } from './strings';

const channelLabel = { in_app: t('preferences.inApp'), email: t('preferences.email') };

/** What the reader is told and by which ways, and when they are left alone; switches count at once. */
export function NotificationPreferencesPage() {
  const { query, change } = useNotificationPreferences();
  const rows = query.data?.preferences ?? [];
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('page.choices')}
        back={{ href: '/msp/notifications', label: t('page.title') }}
        meta={t('preferences.lead')}
      />
      <QuietHours />
      {query.isPending && <PageLoading />}
      {query.isError && rows.length === 0 && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {categories.map((category) => (
        <Group
          key={category}
          category={category}
          rows={rows.filter((row) => row.category === category)}
          onChange={change}
        />
      ))}
    </div>
  );
}

interface GroupProps {
  category: Category;
  rows: readonly NotificationPreference[];
  onChange: (wish: Pick<NotificationPreference, 'subtype' | 'channel' | 'isOn'>) => void;
}

function Group({ category, rows, onChange }: GroupProps) {
  if (rows.length === 0) return null;
  const kinds = [...new Set(rows.map(({ subtype }) => subtype))];
  return (
    <Section title={t(`group.${category}`)}>
      <Table maw={760} verticalSpacing={6} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('preferences.kind')}</Table.Th>
            {channels.map((channel) => (
              <Table.Th key={channel} w={90}>
                {channelLabel[channel]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {kinds.map((subtype) => (
            <Kind key={subtype} ways={rows.filter((row) => row.subtype === subtype)} onChange={onChange} />
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function Kind({ ways, onChange }: { ways: readonly NotificationPreference[]; onChange: GroupProps['onChange'] }) {
  const [first] = ways;
  if (!first) return null;
  const name = t(`kind.${first.subtype}`);
  const locked = ways.find(({ mayChoose }) => !mayChoose);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {name}
        {locked && (
          <Text size="xs" c="dimmed">
            {t(locked.decidedBy === 'program' ? 'preferences.lockedProgram' : 'preferences.locked')}
          </Text>
        )}
      </Table.Th>
      {channels.map((channel) => {
        const way = ways.find((one) => one.channel === channel);
        return (
          <Table.Td key={channel}>
            {way && (
              <Switch
                aria-label={t('preferences.label', { kind: name, channel: channelLabel[channel] })}
                checked={way.isOn}
                disabled={!way.mayChoose}
                onChange={({ currentTarget: { checked } }) =>
                  onChange({ subtype: way.subtype, channel, isOn: checked })
                }
              />
            )}
          </Table.Td>
        );
      })}
    </Table.Tr>
  );
}
