'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import type { z } from '@kelp/kernel/contract';
import { EmptyState, ExactTime, PageHeader, Section, StatusBadge, toastError, toastSuccess } from '@kelp/ui';
import { checkBooksNow, listBookChecks } from '../contract';
import { BillingNav } from './billing-nav';
import { useMay, useRefreshBilling } from './billing-queries';
import { Failure, Loading } from './page-states';
import { useBookChecks } from './receivable-queries';
import { t } from './strings';
import './billing-pages.css';

type Check = z.output<typeof listBookChecks.output>['checks'][number];

/** Every rule with what the last look found: nothing, or the rows that break it. */
function Rules({ rules, last }: { rules: readonly string[]; last: Check }) {
  return (
    <table className="kelp-b-table kelp-b-plain">
      <tbody>
        {rules.map((rule) => {
          const found = last.violations.filter((one) => one.rule === rule);
          return (
            <tr key={rule}>
              <td>
                <strong>{rule}</strong>
                {found.map(({ subject, detail }, at) => (
                  <span key={at} className="kelp-b-sub kelp-num">
                    {subject} {detail}
                  </span>
                ))}
              </td>
              <td className="kelp-b-end">
                {found.length === 0 ? (
                  <StatusBadge tone="success" label={t('books.holds')} plain />
                ) : (
                  <StatusBadge tone="danger" label={t('books.broken', { count: found.length })} plain />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function History({ checks }: { checks: readonly Check[] }) {
  return (
    <table className="kelp-b-table kelp-b-plain">
      <tbody>
        {checks.map(({ id, checkedAt, actor, violations }) => (
          <tr key={id}>
            <td>
              <ExactTime at={checkedAt} />
            </td>
            <td className="kelp-muted">{actor}</td>
            <td className="kelp-b-end">
              <StatusBadge
                tone={violations.length === 0 ? 'success' : 'danger'}
                label={violations.length === 0 ? t('books.sound') : t('books.broken', { count: violations.length })}
                plain
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The books checked against themselves: each rule with what the last look found, and the looks before. */
export function BooksPage() {
  const { data, error, isPending, refetch } = useBookChecks();
  const mayCheck = useMay('billing_settings.update');
  const refresh = useRefreshBilling();
  const [checking, setChecking] = useState(false);
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  const [last] = data.checks;

  async function check() {
    setChecking(true);
    try {
      const { violationCount } = await call(checkBooksNow, {});
      toastSuccess(violationCount === 0 ? t('books.doneSound') : t('books.doneBroken', { count: violationCount }));
      await refresh();
    } catch (failure) {
      toastError(failure);
    } finally {
      setChecking(false);
    }
  }

  return (
    <div className="kelp-page">
      <PageHeader
        title={t('books.title')}
        meta={
          last && (
            <StatusBadge
              tone={last.violations.length === 0 ? 'success' : 'danger'}
              label={
                last.violations.length === 0 ? t('books.sound') : t('books.broken', { count: last.violations.length })
              }
            />
          )
        }
        actions={
          mayCheck && (
            <Button onClick={() => void check()} loading={checking}>
              {t('books.check')}
            </Button>
          )
        }
      />
      <BillingNav />
      {last ? (
        <>
          <Section title={t('books.rules')}>
            <Rules rules={data.rules} last={last} />
          </Section>
          <Section title={t('books.history')}>
            <History checks={data.checks} />
          </Section>
        </>
      ) : (
        <EmptyState title={t('books.none')} text={t('books.noneText')} />
      )}
    </div>
  );
}
