'use client';

import { Button, TextInput } from '@mantine/core';
import { Fragment, useState, type ReactNode } from 'react';
import { exportHref } from '@kelp/kernel/client';
import { formatInstant, formatLocalDate } from '@kelp/std';
import { useFormats } from '@kelp/ui';
import { RowToggle } from './row-toggle';
import { t } from './strings';
import './reports.css';

/** A local date in the reader's language. */
export function Day({ date }: { date: string }) {
  const { locale } = useFormats();
  return <span className="kelp-num">{formatLocalDate(date, locale, 'medium')}</span>;
}

/** When the numbers were counted, and in which zone its days lie. */
export function AsOf({ at, zone, children }: { at: Date; zone: string; children?: ReactNode }) {
  const { locale } = useFormats();
  return (
    <p className="kelp-r-stamp">
      {t('report.asOf', { at: formatInstant(at, zone, locale, 'date_time'), zone })} {children}
    </p>
  );
}

/** The way to the same numbers as CSV. */
export function CsvButton({ query, input }: { query: { name: string }; input: object }) {
  return (
    <Button component="a" href={exportHref(query, input)} variant="default" download>
      {t('report.csv')}
    </Button>
  );
}

/** A date in the address of the page. */
export function DateField(props: { label: string; value: string; onChange: (date: string | null) => void }) {
  return (
    <TextInput
      type="date"
      label={props.label}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value || null)}
    />
  );
}

interface OpenRowProps {
  /** What the button opens, for those who cannot see the row. */
  name: string;
  cells: ReactNode;
  columns: number;
  children: () => ReactNode;
}

/** A row of figures that opens what stands behind it. */
export function OpenRow({ name, cells, columns, children }: OpenRowProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Fragment>
      <tr onClick={() => setOpen(!isOpen)} data-open={isOpen || undefined}>
        <RowToggle isOpen={isOpen} label={t('report.open', { name })} onToggle={() => setOpen(!isOpen)} />
        {cells}
      </tr>
      {isOpen && (
        <tr className="kelp-r-behind">
          <td />
          <td colSpan={columns}>{children()}</td>
        </tr>
      )}
    </Fragment>
  );
}

/** A number with its name above it. */
export function Figure({ label, strong = false, children }: { label: string; strong?: boolean; children: ReactNode }) {
  return (
    <div data-strong={strong || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
