'use client';

import { Switch, Table, Text } from '@mantine/core';
import { ErrorState, PageLoading, Section } from '@kelp/ui';
import type { NotificationPreference } from '../contract';
import { channels } from '../domain/subtypes';
import { useNotificationPreferences } from './notification-queries';
import { t } from './strings';

const label = { in_app: t('portal.inApp'), email: t('preferences.email') };

interface KindProps {
  ways: readonly NotificationPreference[];
  onChange: (wish: Pick<NotificationPreference, 'subtype' | 'channel' | 'isOn'>) => void;
}

function Kind({ ways, onChange }: KindProps) {
  const [first] = ways;
  if (!first) return null;
  const name = t(`portal.kind.${first.subtype}` as Parameters<typeof t>[0]);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {name}
        {ways.some(({ mayChoose }) => !mayChoose) && (
          <Text size="xs" c="dimmed">
            {t('preferences.locked')}
          </Text>
        )}
      </Table.Th>
      {channels.map((channel) => {
        const way = ways.find((one) => one.channel === channel);
        return (
          <Table.Td key={channel}>
            {way && (
              <Switch
                aria-label={t('preferences.label', { kind: name, channel: label[channel] })}
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

/** What somebody of a client is told in the portal and by mail, in their profile; switches count at once. */
export function PortalNoticeChoices() {
  const { query, change } = useNotificationPreferences();
  const rows = query.data?.preferences ?? [];
  const kinds = [...new Set(rows.map(({ subtype }) => subtype))];
  return (
    <Section title={t('portal.title')}>
      <p className="kelp-muted">{t('portal.lead')}</p>
      {query.isPending && <PageLoading lines={4} />}
      {query.isError && rows.length === 0 && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {kinds.length > 0 && (
        <Table verticalSpacing={6} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('preferences.kind')}</Table.Th>
              {channels.map((channel) => (
                <Table.Th key={channel} w={90}>
                  {label[channel]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map((subtype) => (
              <Kind key={subtype} ways={rows.filter((row) => row.subtype === subtype)} onChange={change} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
