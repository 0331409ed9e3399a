'use client';

import { Switch, Table, Text } from '@mantine/core';
import type { NotificationPreference } from '../contract';
import { channels } from '../domain/subtypes';
import { t } from './strings';

interface PreferenceTableProps {
  rows: readonly NotificationPreference[];
  /** What the ways are called. */
  ways: Record<NotificationPreference['channel'], string>;
  nameOf: (subtype: NotificationPreference['subtype']) => string;
  /** Why a way that may not be chosen may not. */
  lockedBy: (row: NotificationPreference) => string;
  onChange: (wish: Pick<NotificationPreference, 'subtype' | 'channel' | 'isOn'>) => void;
  maw?: number;
}

/** Kinds of notices by the ways in which they reach somebody, each a switch. */
export function PreferenceTable({ rows, ways, nameOf, lockedBy, onChange, maw }: PreferenceTableProps) {
  const kinds = [...new Set(rows.map(({ subtype }) => subtype))];
  return (
    <Table verticalSpacing={6} layout="fixed" {...(maw ? { maw } : {})}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('preferences.kind')}</Table.Th>
          {channels.map((channel) => (
            <Table.Th key={channel} w={90}>
              {ways[channel]}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {kinds.map((subtype) => {
          const own = rows.filter((row) => row.subtype === subtype);
          const locked = own.find(({ mayChoose }) => !mayChoose);
          return (
            <Table.Tr key={subtype}>
              <Table.Th scope="row" fw={400}>
                {nameOf(subtype)}
                {locked && (
                  <Text size="xs" c="dimmed">
                    {lockedBy(locked)}
                  </Text>
                )}
              </Table.Th>
              {channels.map((channel) => {
                const way = own.find((one) => one.channel === channel);
                return (
                  <Table.Td key={channel}>
                    {way && (
                      <Switch
                        aria-label={t('preferences.label', { kind: nameOf(subtype), channel: ways[channel] })}
                        checked={way.isOn}
                        disabled={!way.mayChoose}
                        onChange={({ currentTarget: { checked } }) => onChange({ subtype, channel, isOn: checked })}
                      />
                    )}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
