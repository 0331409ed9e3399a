'use client';

import { Fragment, useState, type ReactNode } from 'react';
import { addDays, formatLocalDate, formatQuantity } from '@kelp/std';
import { formatMinutes, Money, useFormats, useKeys } from '@kelp/ui';
import type { InvoiceLineCard } from '../contract';
import { percentText } from '../domain/price-text';
import { unitPriceText } from './amounts';
import { LineReasons } from './line-reasons';
import { RowToggle } from './row-toggle';
import { t } from './strings';
import './billing-pages.css';

const quantityText = ({ unit, quantity }: InvoiceLineCard, locale: string): string =>
  unit === 'minute' ? t('quantity.hours', { time: formatMinutes(Number(quantity)) }) : formatQuantity(quantity, locale);

/** The days of a period with its last one included, as people say it. */
function usePeriodText({ start, end }: InvoiceLineCard['servicePeriod']): string {
  const { locale } = useFormats();
  const words = (date: string) => formatLocalDate(date, locale, 'medium');
  const last = addDays(end, -1);
  return last === start ? words(start) : t('invoice.period', { start: words(start), end: words(last) });
}

interface RowProps {
  line: InvoiceLineCard;
  currency: string;
  isOpen: boolean;
  onToggle: () => void;
  actions?: ReactNode;
}

function LineRow({ line, currency, isOpen, onToggle, actions }: RowProps) {
  const period = usePeriodText(line.servicePeriod);
  const { locale } = useFormats();
  const price = unitPriceText(line.unitPrice, currency, locale);
  return (
    <tr onClick={onToggle} data-open={isOpen || undefined}>
      <RowToggle
        isOpen={isOpen}
        label={t(isOpen ? 'explain.hide' : 'explain.show', { line: line.description })}
        onToggle={onToggle}
      />
      <td>
        <strong>{line.description}</strong>
        <span className="kelp-muted kelp-b-sub">
          {period}
          {line.includesTax && `, ${t('line.includesTax')}`}
        </span>
        <span className="kelp-muted kelp-b-sub kelp-b-phone">
          {quantityText(line, locale)} × {price}
        </span>
      </td>
      <td className="kelp-b-end kelp-b-desk">{quantityText(line, locale)}</td>
      <td className="kelp-b-end kelp-b-desk">{price}</td>
      <td className="kelp-b-end kelp-b-desk">{percentText(line.taxRatePpm)}</td>
      <td className="kelp-b-end">
        <Money minor={line.net} currency={currency} />
      </td>
      {actions && (
        <td className="kelp-b-row-actions" onClick={(event) => event.stopPropagation()}>
          {actions}
        </td>
      )}
    </tr>
  );
}

/** The lines of a document; each opens to the rule, what went in, the arithmetic and its time entries. E opens all. */
export function ExplainedLines({
  lines,
  currency,
  rowActions,
}: {
  lines: readonly InvoiceLineCard[];
  currency: string;
  /** what can be done to a line, at its end */
  rowActions?: (line: InvoiceLineCard) => ReactNode;
}) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const allOpen = open.size === lines.length;
  useKeys('page', {
    e: {
      label: t('explain.toggleAll'),
      run: () => setOpen(new Set(allOpen ? [] : lines.map(({ position }) => position))),
    },
  });

  function toggle(position: number) {
    const next = new Set(open);
    if (!next.delete(position)) next.add(position);
    setOpen(next);
  }

  return (
    <table className="kelp-b-table">
      <thead>
        <tr>
          <td className="kelp-b-toggle" />
          <th scope="col">{t('column.description')}</th>
          <th scope="col" className="kelp-b-end kelp-b-desk">
            {t('column.quantity')}
          </th>
          <th scope="col" className="kelp-b-end kelp-b-desk">
            {t('column.price')}
          </th>
          <th scope="col" className="kelp-b-end kelp-b-desk">
            {t('column.tax')}
          </th>
          <th scope="col" className="kelp-b-end">
            {t('column.net')}
          </th>
          {rowActions && <td className="kelp-b-row-actions" />}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const isOpen = open.has(line.position);
          return (
            <Fragment key={line.position}>
              <LineRow
                line={line}
                currency={currency}
                isOpen={isOpen}
                onToggle={() => toggle(line.position)}
                actions={rowActions?.(line)}
              />
              {isOpen && (
                <tr className="kelp-b-reasons">
                  <td className="kelp-b-toggle" />
                  <td colSpan={rowActions ? 6 : 5}>
                    <LineReasons line={line} currency={currency} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}
