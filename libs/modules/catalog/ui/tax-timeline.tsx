'use client';

import { Button, Table } from '@mantine/core';
import { addDays, formatLocalDate, formatMoney } from '@kelp/std';
import { StatusBadge, useFormats } from '@kelp/ui';
import type { TaxCategory, TaxRateCard } from '../contract';
import { taxTimelines } from '../domain/tax-changes';
import { t } from './strings';

type Bands = NonNullable<TaxRateCard['bands']>;

function bandsText({ steps, currency, basis, method }: Bands, locale: string): string {
  const parts = steps.map(({ upTo, percent }) =>
    upTo === null
      ? t('tax.beyond', { percent })
      : t('tax.upTo', { percent, amount: formatMoney(BigInt(upTo), currency, locale) }),
  );
  return `${parts.join(', ')} (${t(`tax.basis.${basis}`)}, ${t(`tax.method.${method}`)})`;
}

function stateOf(rate: TaxRateCard) {
  if (rate.isCurrent) return { tone: 'success' as const, label: t(rate.isHoliday ? 'tax.holidayNow' : 'tax.inForce') };
  if (rate.isPlanned) return { tone: 'info' as const, label: t(rate.isHoliday ? 'tax.holidayPlanned' : 'tax.planned') };
  return { tone: 'neutral' as const, label: t('tax.ended') };
}

function RateRow({
  rate,
  first,
  onRemove,
}: {
  rate: TaxRateCard;
  first: string | null;
  onRemove: (() => void) | null;
}) {
  const { locale } = useFormats();
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  const notes = [
    rate.reason,
    rate.reasonCode,
    rate.isCompound && t('tax.isCompoundNote'),
    !rate.isDeclared && t('tax.togetherNote'),
  ].filter(Boolean);
  return (
    <Table.Tr fw={rate.isCurrent ? 600 : undefined}>
      <Table.Td>{first}</Table.Td>
      <Table.Td>
        {rate.name}
        {notes.length > 0 && <span className="kelp-muted kelp-tax-note">{notes.join(', ')}</span>}
      </Table.Td>
      <Table.Td ta="end" className="kelp-num">
        {rate.bands ? bandsText(rate.bands, locale) : `${rate.percent} %`}
      </Table.Td>
      <Table.Td>{date(rate.validFrom)}</Table.Td>
      <Table.Td>{rate.validTo ? date(addDays(rate.validTo, -1)) : t('price.open')}</Table.Td>
      <Table.Td>
        <StatusBadge plain {...stateOf(rate)} />
      </Table.Td>
      <Table.Td ta="end">
        {onRemove && (
          <Button size="compact-xs" variant="default" onClick={onRemove}>
            {t('tax.takeBack')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

const headers = ['tax.place', 'tax.name', 'tax.percent', 'price.from', 'price.to', 'service.state'] as const;

/** The rates of a category by place, each tax with its dates in a row. */
export function TaxTimeline({
  category,
  placeName,
  onRemove,
}: {
  category: TaxCategory;
  placeName: (code: string) => string;
  /** null where nothing may be changed */
  onRemove: ((rate: TaxRateCard) => void) | null;
}) {
  if (category.rates.length === 0) return <StatusBadge tone="warning" label={t('tax.noRate')} />;
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing={6} aria-label={category.name}>
        <Table.Thead>
          <Table.Tr>
            {headers.map((key) => (
              <Table.Th key={key} ta={key === 'tax.percent' ? 'end' : undefined}>
                {t(key)}
              </Table.Th>
            ))}
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {taxTimelines(category.rates).flatMap(({ place, component, rates }) =>
            rates.map((rate, at) => (
              <RateRow
                key={rate.id}
                rate={rate}
                first={at === 0 ? [placeName(place), component].filter(Boolean).join(', ') : null}
                onRemove={onRemove && rate.isPlanned ? () => onRemove(rate) : null}
              />
            )),
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
