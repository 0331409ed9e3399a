'use client';

import Link from 'next/link';
import { addDays, formatLocalDate, formatQuantity, toDecimal } from '@kelp/std';
import { formatMinutes, Money, useFormats } from '@kelp/ui';
import type { PortalInvoiceLine } from '../contract';
import { priceText } from './price-text';
import { t } from './strings';

/** Parts per million as a percentage: 82500 is `8.25 %`. */
export const percentText = (ppm: number): string => `${toDecimal(String(ppm)).div(10_000).toFixed()}\u00a0%`;

function Why({ line, currency }: { line: PortalInvoiceLine; currency: string }) {
  const { locale } = useFormats();
  return (
    <details className="kelp-p-why">
      <summary>{t('invoice.why')}</summary>
      <ul>
        {line.why.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {line.reductions.map(({ name, amount }) => (
          <li key={name}>
            {t('invoice.reduction', { name })}: <Money minor={-amount} currency={currency} />
          </li>
        ))}
      </ul>
      {line.work.length > 0 && (
        <>
          <p>{t('invoice.byDay')}</p>
          <ul className="kelp-p-work">
            {line.work.map(({ workDate, minutes, ticket }, at) => (
              <li key={at}>
                <span>{formatLocalDate(workDate, locale, 'medium')}</span>
                {ticket?.id ? (
                  <Link href={`/client-portal/tickets/${ticket.id}`}>{ticket.number}</Link>
                ) : (
                  <span>{ticket?.number}</span>
                )}
                <span className="kelp-num">{t('invoice.hours', { time: formatMinutes(minutes) })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

/** What the invoice is for, line by line; each line tells how its amount came about. */
export function InvoiceLines({ lines, currency }: { lines: readonly PortalInvoiceLine[]; currency: string }) {
  const { locale } = useFormats();
  return (
    <ul className="kelp-p-lines">
      {lines.map((line) => {
        const { start, end } = line.servicePeriod;
        const isTime = line.unit === 'minute';
        const amount = isTime
          ? t('invoice.hours', { time: formatMinutes(Number(line.quantity)) })
          : formatQuantity(line.quantity, locale);
        return (
          <li key={line.position}>
            <div className="kelp-p-line">
              <div>
                <strong>{line.description}</strong>
                <span className="kelp-muted">
                  {amount} × {priceText(line.unitPrice, currency, locale)} {isTime && t('invoice.perHour')}
                </span>
                <span className="kelp-muted">
                  {t('invoice.period', {
                    start: formatLocalDate(start, locale, 'medium'),
                    end: formatLocalDate(addDays(end, -1), locale, 'medium'),
                  })}
                  {line.taxRatePpm > 0 &&
                    `, ${t(line.includesTax ? 'invoice.taxIncluded' : 'invoice.tax', { rate: percentText(line.taxRatePpm) })}`}
                </span>
              </div>
              <Money minor={line.net} currency={currency} />
            </div>
            <Why line={line} currency={currency} />
          </li>
        );
      })}
    </ul>
  );
}
