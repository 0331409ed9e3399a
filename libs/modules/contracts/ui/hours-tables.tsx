'use client';

import { Button, Table, Text } from '@mantine/core';
import { call } from '@kelp/kernel/client';
import { addDays, formatLocalDate, priceToDecimalString, toDecimal } from '@kelp/std';
import { formatMinutes, toastError, toastSuccess, useFormats } from '@kelp/ui';
import { removePrepaidLot, type ContractLineCard } from '../contract';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';

/** Whole minutes as hours; weighted ones with their fraction. */
const hoursText = (minutes: string): string =>
  toDecimal(minutes).isInteger() ? formatMinutes(Number(minutes)) : `${toDecimal(minutes).div(60).toFixed(2)} h`;

/** How much is left today, in the bucket or in the blocks, with all time that is logged. */
export function HoursLeft({ line }: { line: ContractLineCard }) {
  if (line.minutesLeft === null) return null;
  const isEmpty = Number(line.minutesLeft) <= 0;
  return (
    <Text size="sm" fw={600} className="kelp-num">
      {isEmpty ? t('hours.nothingLeft') : t('hours.left', { time: hoursText(line.minutesLeft) })}
    </Text>
  );
}

const stateColumns = ['rolledIn', 'included', 'used', 'overage', 'carriedOut', 'expired'] as const;

/** What each closed period of a bucket took in, used and handed on, the latest first. */
export function BucketStates({ line }: { line: ContractLineCard }) {
  const { locale } = useFormats();
  if (line.bucketStates.length === 0) return null;
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={4} withRowBorders={false} aria-label={t('hours.states', { name: line.name })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('hours.period')}</Table.Th>
            {stateColumns.map((column) => (
              <Table.Th key={column} ta="end">
                {t(`hours.column.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {line.bucketStates.map((state) => (
            <Table.Tr key={state.periodFrom}>
              <Table.Td className="kelp-num">
                {date(state.periodFrom)} – {date(addDays(state.periodTo, -1))}
              </Table.Td>
              {stateColumns.map((column) => (
                <Table.Td key={column} ta="end" className="kelp-num">
                  {hoursText(state[column])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The blocks of prepaid hours, the latest first. */
export function LotTable({
  line,
  currency,
  mayUpdate,
}: {
  line: ContractLineCard;
  currency: string;
  mayUpdate: boolean;
}) {
  const refresh = useRefreshContracts();

  async function takeBack(id: string) {
    try {
      await call(removePrepaidLot, { id });
      toastSuccess(t('lot.takenBack'));
      await refresh();
    } catch (error) {
      toastError(error);
    }
  }

  const { locale } = useFormats();
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  if (line.lots.length === 0) return <Text size="sm">{t('lot.none')}</Text>;
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing={4} withRowBorders={false} aria-label={t('lot.list', { name: line.name })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('lot.boughtOn')}</Table.Th>
            <Table.Th ta="end">{t('lot.hours')}</Table.Th>
            <Table.Th ta="end">{t('lot.used')}</Table.Th>
            <Table.Th ta="end">{t('terms.priceColumn')}</Table.Th>
            <Table.Th>{t('lot.lastDay')}</Table.Th>
            {mayUpdate && <Table.Td />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {line.lots.map(({ id, boughtOn, minutes, used, price, expiresOn }) => (
            <Table.Tr key={id}>
              <Table.Td className="kelp-num">{date(boughtOn)}</Table.Td>
              <Table.Td ta="end" className="kelp-num">
                {formatMinutes(minutes)}
              </Table.Td>
              <Table.Td ta="end" className="kelp-num">
                {formatMinutes(used)}
              </Table.Td>
              <Table.Td ta="end" className="kelp-num">
                {priceToDecimalString(price, currency)} {currency}
              </Table.Td>
              <Table.Td className="kelp-num">{expiresOn ? date(addDays(expiresOn, -1)) : t('lot.never')}</Table.Td>
              {mayUpdate && (
                <Table.Td ta="end">
                  {used === 0 && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      color="gray"
                      aria-label={t('lot.takeBackOf', { date: date(boughtOn), hours: formatMinutes(minutes) })}
                      onClick={() => void takeBack(id)}
                    >
                      {t('usage.takeBack')}
                    </Button>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
