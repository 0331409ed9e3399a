'use client';

import { Anchor, Table, Text } from '@mantine/core';
import Link from 'next/link';
import { addDays, formatLocalDate, formatQuantity } from '@kelp/std';
import { useFormats } from '@kelp/ui';
import type { ContractLineCard } from '../contract';
import { t } from './strings';

/** What the meter of a line counts in the period of today and those just before. */
export function UsageTable({ line, clientId }: { line: ContractLineCard; clientId: string | null }) {
  const { locale } = useFormats();
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  const { meter } = line;
  if (!meter) return null;
  return (
    <>
      <Table.ScrollContainer minWidth={360}>
        <Table verticalSpacing={4} withRowBorders={false} aria-label={t('usage.history', { name: line.name })}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('hours.period')}</Table.Th>
              <Table.Th ta="end">{t('usage.quantity')}</Table.Th>
              <Table.Th ta="end">{t('usage.events')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {line.usage.map(({ from, to, quantity, events }) => (
              <Table.Tr key={from}>
                <Table.Td className="kelp-num">
                  {date(from)} – {date(addDays(to, -1))}
                </Table.Td>
                <Table.Td ta="end" className="kelp-num">
                  {formatQuantity(quantity, locale)} {meter.unit}
                </Table.Td>
                <Table.Td ta="end" className="kelp-num">
                  {events}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="sm">
        <Anchor
          component={Link}
          href={`/msp/contracts/meters?meter=${meter.id}${clientId ? `&client=${clientId}` : ''}`}
        >
          {t('usage.openMeter', { name: meter.name })}
        </Anchor>
      </Text>
    </>
  );
}
