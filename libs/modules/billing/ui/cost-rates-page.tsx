'use client';

import { Button, Group, Select, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays, formatLocalDate, parsePrice } from '@kelp/std';
import { ConfirmDialog, EmptyState, FormDialog, PageHeader, StatusBadge, toastSuccess, useFormats } from '@kelp/ui';
import { removeCostRate, setCostRate, type CostRateCard } from '../contract';
import { unitPriceText } from './amounts';
import { Failure, Loading } from './page-states';
import { useCostRates } from './report-queries';
import { t } from './strings';
import './billing-pages.css';

type Rates = NonNullable<ReturnType<typeof useCostRates>['data']>;

function useRefresh() {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => /^(cost_rate|margin)\./.test(String(queryKey[0])),
    });
}

const nameOf = ({ target }: CostRateCard) =>
  target.kind === 'default'
    ? t('cost.everybody')
    : target.kind === 'role'
      ? t('cost.role', { name: target.name })
      : target.name;

/** Who a rate is for, as one text for a list: `person <id>`, `role <name>`, `default`. */
const targetOf = (text: string) => {
  if (text.startsWith('person ')) return { kind: 'person' as const, userId: text.slice(7) };
  return text.startsWith('role ') ? { kind: 'role' as const, role: text.slice(5) } : { kind: 'default' as const };
};

function RateDialog({ rates, onClose }: { rates: Rates; onClose: () => void }) {
  const refresh = useRefresh();
  const [target, setTarget] = useState('default');
  const [cost, setCost] = useState('');
  const [from, setFrom] = useState('');

  async function submit() {
    await call(setCostRate, {
      target: targetOf(target),
      cost: parsePrice(cost, rates.currency),
      ...(from ? { validFrom: from } : {}),
    });
    toastSuccess(t('cost.saved'));
    await refresh();
  }

  return (
    <FormDialog title={t('cost.set')} submitLabel={t('cost.set')} onSubmit={submit} onClose={onClose}>
      <Select
        label={t('cost.whose')}
        data={[
          { value: 'default', label: t('cost.everybody') },
          { group: t('cost.roles'), items: rates.roles.map((name) => ({ value: `role ${name}`, label: name })) },
          {
            group: t('cost.people'),
            items: rates.people.map(({ id, name }) => ({ value: `person ${id}`, label: name })),
          },
        ]}
        value={target}
        onChange={(value) => setTarget(value ?? 'default')}
        searchable
        allowDeselect={false}
      />
      <Group grow align="flex-start">
        <TextInput
          label={t('cost.perHour', { currency: rates.currency })}
          inputMode="decimal"
          required
          data-autofocus
          value={cost}
          onChange={(event) => setCost(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('cost.from')}
          description={t('cost.fromHint')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
      </Group>
    </FormDialog>
  );
}

function Row({ rate, onRemove }: { rate: CostRateCard; onRemove: (() => void) | null }) {
  const { locale } = useFormats();
  const day = (date: string) => formatLocalDate(date, locale, 'medium');
  return (
    <tr>
      <td>
        <strong>{nameOf(rate)}</strong>
      </td>
      <td className="kelp-b-end">{unitPriceText(rate.cost, rate.currency, locale)}</td>
      <td className="kelp-muted">
        {rate.validTo
          ? t('exemption.days', { from: day(rate.validFrom), last: day(addDays(rate.validTo, -1)) })
          : t('exemption.since', { from: day(rate.validFrom) })}
      </td>
      <td>{rate.isCurrent && <StatusBadge plain tone="success" label={t('cost.current')} />}</td>
      <td className="kelp-b-end">
        {onRemove && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            aria-label={t('cost.removeOf', { name: nameOf(rate) })}
            onClick={onRemove}
          >
            {t('cost.remove')}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** What an hour of work costs: of everybody, of roles and of people, from a day on. */
export function CostRatesPage() {
  const { data, error, isPending, refetch } = useCostRates();
  const [open, setOpen] = useState<'set' | CostRateCard | null>(null);
  const refresh = useRefresh();
  const maySet = data?.abilities.includes('billing.set_cost') ?? false;
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('cost.title')}
        back={{ href: '/msp/settings', label: t('settings.back') }}
        actions={maySet && <Button onClick={() => setOpen('set')}>{t('cost.set')}</Button>}
      />
      <p className="kelp-muted kelp-b-lead">{t('cost.lead')}</p>
      {isPending && <Loading />}
      {!data && error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <EmptyState title={t('cost.empty')} text={t('cost.emptyText')} />}
      {data && data.rows.length > 0 && (
        <table className="kelp-b-table kelp-b-plain">
          <tbody>
            {data.rows.map((rate) => (
              <Row key={rate.id} rate={rate} onRemove={maySet ? () => setOpen(rate) : null} />
            ))}
          </tbody>
        </table>
      )}
      {data && open === 'set' && <RateDialog rates={data} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'set' && (
        <ConfirmDialog
          opened
          title={t('cost.removeTitle', { name: nameOf(open) })}
          confirmLabel={t('cost.remove')}
          onConfirm={async () => {
            await call(removeCostRate, { id: open.id });
            toastSuccess(t('cost.removed'));
            await refresh();
          }}
          onClose={() => setOpen(null)}
        >
          {t('cost.removeText')}
        </ConfirmDialog>
      )}
    </div>
  );
}
