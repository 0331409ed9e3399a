'use client';

import { Button, Group, Stack, Table, Text } from '@mantine/core';
import dynamic from 'next/dynamic';
import { addDays, formatLocalDate, priceToDecimalString } from '@kelp/std';
import { formatMinutes, StatusBadge, useFormats } from '@kelp/ui';
import type { ContractCard, ContractLineCard, LineTerms } from '../contract';
import { BucketStates, HoursLeft, LotTable } from './hours-tables';
import { QuantityTable } from './quantity-table';
import { usageWords } from '../domain/usage-sentence';
import { t } from './strings';
import { UsageTable } from './usage-table';

/** Only contracts with projects need it. */
const ProjectTable = dynamic(() => import('./project-table').then((file) => file.ProjectTable));

const hourText = (rate: string, currency: string): string =>
  t('terms.anHour', { price: `${priceToDecimalString(rate, currency)} ${currency}` });

function priceText(line: ContractLineCard, terms: LineTerms, currency: string): string {
  if (line.kind === 'fixed' && terms.price !== null) {
    const count = Number(terms.quantity) === 1 ? '' : `${terms.quantity} × `;
    return `${count}${priceToDecimalString(terms.price, currency)} ${currency}`;
  }
  if (line.kind === 'project' && terms.price !== null) {
    const price = `${priceToDecimalString(terms.price, currency)} ${currency}`;
    if (line.project?.billing === 'milestones') return price;
    const rate = terms.hourlyRate === null ? t('terms.servicePrice') : hourText(terms.hourlyRate, currency);
    return t(terms.isCapped ? 'project.atMost' : 'project.budgeted', { rate, price });
  }
  if (line.kind === 'minimum' && terms.price !== null) {
    return t('minimum.atLeast', { price: `${priceToDecimalString(terms.price, currency)} ${currency}` });
  }
  if (line.kind === 'seats' && terms.price !== null) {
    return t('terms.each', { price: `${priceToDecimalString(terms.price, currency)} ${currency}` });
  }
  if (line.kind === 'bucket' && terms.price !== null) {
    const money = (price: string) => `${priceToDecimalString(price, currency)} ${currency}`;
    const time = formatMinutes(Number(terms.includedMinutes));
    return t('terms.bucket', { price: money(terms.price), time, rate: money(terms.hourlyRate ?? '0') });
  }
  if (terms.pricing) return usageWords(terms.pricing, line.meter?.unit ?? '', currency);
  if (terms.hourlyRate === null) return t('terms.servicePrice');
  return hourText(terms.hourlyRate, currency);
}

function minutesText(terms: LineTerms): string {
  if (terms.minimumMinutes === null || terms.incrementMinutes === null) return '';
  if (terms.minimumMinutes === 0 && terms.incrementMinutes === 1) return t('terms.exactMinutes');
  return t('terms.minutes', { minimum: terms.minimumMinutes, increment: terms.incrementMinutes });
}

function TermsTable({ line, currency }: { line: ContractLineCard; currency: string }) {
  const { locale } = useFormats();
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  const isWork = line.kind === 'hourly' || line.project?.billing === 'hourly';
  const hasMinutes = isWork || line.kind === 'bucket' || line.kind === 'prepaid';
  return (
    <Table.ScrollContainer minWidth={440}>
      <Table verticalSpacing={4} withRowBorders={false} aria-label={t('terms.title', { name: line.name })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('terms.priceColumn')}</Table.Th>
            {hasMinutes && <Table.Th>{t('terms.minutesColumn')}</Table.Th>}
            <Table.Th>{t('terms.from')}</Table.Th>
            <Table.Th>{t('terms.to')}</Table.Th>
            <Table.Th ta="end">{t('terms.version')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {line.terms.map((terms) => (
            <Table.Tr key={terms.id} fw={terms.id === line.termsInForce ? 600 : undefined}>
              <Table.Td className="kelp-num">{priceText(line, terms, currency)}</Table.Td>
              {hasMinutes && <Table.Td>{minutesText(terms)}</Table.Td>}
              <Table.Td>{date(terms.validFrom)}</Table.Td>
              <Table.Td>{terms.validTo ? date(addDays(terms.validTo, -1)) : t('open')}</Table.Td>
              <Table.Td ta="end" className="kelp-num">
                {terms.versionNumber}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

export interface LineListProps {
  contract: ContractCard;
  onChange: (line: ContractLineCard) => void;
  onQuantity: (line: ContractLineCard) => void;
  onLot: (line: ContractLineCard) => void;
  onEnd: (line: ContractLineCard) => void;
}

/** Each line with the terms of all dates; those in force are bold. */
export function LineList({ contract, onChange, onQuantity, onLot, onEnd }: LineListProps) {
  const mayUpdate = contract.abilities.includes('contract.update');
  return (
    <Stack gap="lg">
      {contract.lines.map((line) => (
        <article key={line.id} aria-label={line.name}>
          <Group justify="space-between" align="flex-start">
            <div>
              <Text fw={600}>{line.name}</Text>
              <Text size="sm" className="kelp-muted">
                {t(`kind.${line.kind}`)}, {line.service.name}
              </Text>
            </div>
            <Group gap="xs">
              {line.termsInForce === null && <StatusBadge plain tone="neutral" label={t('line.notInForce')} />}
              {mayUpdate && line.kind === 'seats' && (
                <Button size="xs" variant="default" onClick={() => onQuantity(line)}>
                  {t('quantity.open')}
                </Button>
              )}
              {mayUpdate && line.kind === 'prepaid' && (
                <Button size="xs" variant="default" onClick={() => onLot(line)}>
                  {t('lot.open')}
                </Button>
              )}
              {mayUpdate && (
                <Button size="xs" variant="default" onClick={() => onChange(line)}>
                  {t('change.open')}
                </Button>
              )}
              {mayUpdate && (
                <Button size="xs" variant="subtle" color="gray" onClick={() => onEnd(line)}>
                  {t('end.line')}
                </Button>
              )}
            </Group>
          </Group>
          <TermsTable line={line} currency={contract.currency} />
          {line.kind === 'seats' && <QuantityTable line={line} />}
          {line.kind === 'usage' && <UsageTable line={line} clientId={contract.client?.id ?? null} />}
          {line.project && <ProjectTable contract={contract} line={line} mayUpdate={mayUpdate} />}
          <HoursLeft line={line} />
          {line.kind === 'bucket' && <BucketStates line={line} />}
          {line.kind === 'prepaid' && <LotTable line={line} currency={contract.currency} mayUpdate={mayUpdate} />}
        </article>
      ))}
    </Stack>
  );
}
