'use client';

import { Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { formatLocalDate } from '@kelp/std';
import { useFormats } from '@kelp/ui';
import type { ContractLineCard } from '../contract';
import { t } from './strings';

const shownAtFirst = 5;

/** The dated counts of a line, the latest first, with where each comes from and whom it counted. */
export function QuantityTable({ line }: { line: ContractLineCard }) {
  const { locale } = useFormats();
  const [isWhole, setWhole] = useState(false);
  const latestFirst = [...line.quantities].reverse();
  const shown = isWhole ? latestFirst : latestFirst.slice(0, shownAtFirst);
  return (
    <>
      <Table.ScrollContainer minWidth={440}>
        <Table verticalSpacing={4} withRowBorders={false} aria-label={t('quantity.history', { name: line.name })}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('quantity.from')}</Table.Th>
              <Table.Th ta="end">{t('quantity.count')}</Table.Th>
              <Table.Th>{t('quantity.source')}</Table.Th>
              <Table.Th>{t('quantity.names')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ id, onDate, quantity, source, recordedBy, names }) => (
              <Table.Tr key={id}>
                <Table.Td className="kelp-num">{formatLocalDate(onDate, locale, 'medium')}</Table.Td>
                <Table.Td ta="end" className="kelp-num">
                  {quantity}
                </Table.Td>
                <Table.Td>{source === 'person' ? `${recordedBy}, ${t('quantity.person')}` : source}</Table.Td>
                <Table.Td>
                  <Text size="sm" lineClamp={2} title={names.join(', ')}>
                    {names.join(', ')}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {!isWhole && latestFirst.length > shownAtFirst && (
        <Button size="xs" variant="subtle" onClick={() => setWhole(true)}>
          {t('quantity.showAll', { count: latestFirst.length })}
        </Button>
      )}
    </>
  );
}
