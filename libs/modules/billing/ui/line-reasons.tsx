'use client';

import Link from 'next/link';
import { addDays, formatLocalDate } from '@kelp/std';
import { formatMinutes, Money, useFormats } from '@kelp/ui';
import type { InvoiceLineCard, SourceEntry } from '../contract';
import { t, wordFor } from './strings';
import './billing-pages.css';

const rangePattern = /^\[(\d{4}-\d\d-\d\d),(\d{4}-\d\d-\d\d)\)$/;

/** A value that went in; choices are said in words, ranges with their last day. */
function inputText(name: string, value: string, locale: string): string {
  if (name === 'roundingScope') return wordFor('scope', value);
  if (name === 'counted') return wordFor('counted', value);
  if (name === 'proration') return wordFor('proration', value);
  const [, start, end] = rangePattern.exec(value) ?? [];
  if (!start || !end) return value;
  const words = (date: string) => formatLocalDate(date, locale, 'medium');
  return t('invoice.period', { start: words(start), end: words(addDays(end, -1)) });
}

function Sources({ sources }: { sources: readonly SourceEntry[] }) {
  const { locale } = useFormats();
  return (
    <table className="kelp-b-sources">
      <thead>
        <tr>
          <th scope="col">{t('column.date')}</th>
          <th scope="col">{t('column.ticket')}</th>
          <th scope="col" className="kelp-b-desk">
            {t('column.person')}
          </th>
          <th scope="col" className="kelp-b-desk">
            {t('column.notes')}
          </th>
          <th scope="col" className="kelp-b-end">
            {t('column.worked')}
          </th>
          <th scope="col" className="kelp-b-end">
            {t('column.billable')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map(({ id, workDate, ticket, person, notes, minutes, billableMinutes }) => (
          <tr key={id}>
            <td className="kelp-num">{formatLocalDate(workDate, locale, 'medium')}</td>
            <td>
              {ticket ? (
                <Link href={`/msp/tickets/${ticket.id}`}>
                  {ticket.number} {ticket.name}
                </Link>
              ) : (
                '–'
              )}
            </td>
            <td className="kelp-b-desk">{person.name}</td>
            <td className="kelp-b-desk kelp-muted">{notes}</td>
            <td className="kelp-b-end kelp-num">{formatMinutes(minutes)}</td>
            <td className="kelp-b-end kelp-num">{formatMinutes(billableMinutes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why a line costs what it costs: the rule, what went in, the arithmetic, and the work it came from. */
export function LineReasons({ line, currency }: { line: InvoiceLineCard; currency: string }) {
  const { locale } = useFormats();
  const { rule, version, inputs, steps } = line.explanation;
  const versionText = version && t('explain.version', { version });
  return (
    <div className="kelp-b-why">
      <p>
        <strong>{wordFor('rule', rule)}</strong> {versionText && <span className="kelp-muted">({versionText})</span>}
      </p>
      <h4>{t('explain.steps')}</h4>
      <ol>
        {steps.map((step) => (
          <li key={step} className="kelp-b-step">
            {step}
          </li>
        ))}
        {line.reductions.map(({ name, amount }) => (
          <li key={name} className="kelp-b-step">
            {name}: <Money minor={-amount} currency={currency} />
          </li>
        ))}
      </ol>
      {line.taxSteps.length > 0 && (
        <>
          <h4>{t('explain.tax')}</h4>
          <ol>
            {line.taxSteps.map((step) => (
              <li key={step} className="kelp-b-step">
                {step}
              </li>
            ))}
          </ol>
        </>
      )}
      <h4>{t('explain.inputs')}</h4>
      <dl>
        {Object.entries(inputs).map(([name, value]) => (
          <div key={name}>
            <dt>{wordFor('input', name)}</dt>
            <dd>{inputText(name, value, locale)}</dd>
          </div>
        ))}
      </dl>
      {line.sources.length > 0 && (
        <>
          <h4>{t('explain.sources')}</h4>
          <Sources sources={line.sources} />
        </>
      )}
    </div>
  );
}
