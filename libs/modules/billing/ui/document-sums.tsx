'use client';

import { formatMoney } from '@kelp/std';
import type { z } from '@kelp/kernel/contract';
import { Money, useFormats } from '@kelp/ui';
import type { taxGroup } from '../contract';
import { percentText } from '../domain/price-text';
import { t } from './strings';
import './billing-pages.css';

export interface SumsProps {
  currency: string;
  net: bigint;
  taxes: readonly z.output<typeof taxGroup>[];
  total: bigint;
  /** left out where nothing can be paid yet */
  paid?: bigint;
  creditUsed?: bigint;
  writtenOff?: bigint;
  due?: bigint;
}

function Sum({
  label,
  minor,
  currency,
  strong = false,
}: {
  label: string;
  minor: bigint;
  currency: string;
  strong?: boolean;
}) {
  return (
    <div data-strong={strong || undefined}>
      <dt>{label}</dt>
      <dd>
        <Money minor={minor} currency={currency} />
      </dd>
    </div>
  );
}

/** Net and taxes (where there are any), total and what is left to pay, in one column of figures. */
export function DocumentSums({ currency, net, taxes, total, paid, creditUsed, writtenOff, due }: SumsProps) {
  const { locale } = useFormats();
  return (
    <dl className="kelp-b-sums">
      {taxes.length > 0 && <Sum label={t('invoice.net')} minor={net} currency={currency} />}
      {taxes.map((group, at) => (
        <Sum
          key={at}
          label={[
            t('invoice.taxGroup', {
              name: group.name,
              rate: percentText(group.ratePpm),
              base: formatMoney(group.base, currency, locale),
            }),
            group.reason,
            group.evidence,
          ]
            .filter(Boolean)
            .join(', ')}
          minor={group.tax}
          currency={currency}
        />
      ))}
      <Sum label={t('invoice.total')} minor={total} currency={currency} strong />
      {paid !== undefined && paid !== 0n && <Sum label={t('invoice.paid')} minor={-paid} currency={currency} />}
      {creditUsed !== undefined && creditUsed !== 0n && (
        <Sum label={t('invoice.creditUsed')} minor={-creditUsed} currency={currency} />
      )}
      {writtenOff !== undefined && writtenOff !== 0n && (
        <Sum label={t('invoice.writtenOff')} minor={-writtenOff} currency={currency} />
      )}
      {due !== undefined && <Sum label={t('invoice.due')} minor={due} currency={currency} strong />}
    </dl>
  );
}
