'use client';

import { Switch, Table } from '@mantine/core';
import { ErrorState, Section } from '@kelp/ui';
import type { NotificationPreference } from '../contract';
import { offers, subtypeNames } from '../domain/subtypes';
import { useNotificationPreferences } from './notification-queries';
import { t } from './strings';

const channels = [
  { channel: 'in_app', label: t('preferences.inApp') },
  { channel: 'email', label: t('preferences.email') },
] as const;

/** One switch for each kind and way; a change counts at once. */
export function NotificationPreferences() {
  const { query, change } = useNotificationPreferences();
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const isOn = (subtype: NotificationPreference['subtype'], channel: NotificationPreference['channel']) =>
    query.data?.preferences.find((one) => one.subtype === subtype && one.channel === channel)?.isOn ?? true;
  return (
    <Section title={t('preferences.title')}>
      <Table maw={640} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('preferences.kind')}</Table.Th>
            {channels.map(({ channel, label }) => (
              <Table.Th key={channel} w={100}>
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {subtypeNames.map((subtype) => (
            <Table.Tr key={subtype}>
              <Table.Th scope="row" fw={400}>
                {t(`kind.${subtype}`)}
              </Table.Th>
              {channels.map(({ channel, label }) => (
                <Table.Td key={channel}>
                  {offers(subtype, channel) && (
                    <Switch
                      aria-label={t('preferences.label', { kind: t(`kind.${subtype}`), channel: label })}
                      checked={isOn(subtype, channel)}
                      disabled={!query.data}
                      onChange={(event) => change({ subtype, channel, isOn: event.currentTarget.checked })}
                    />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
