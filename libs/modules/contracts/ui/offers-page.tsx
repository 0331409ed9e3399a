'use client';

import { Button, Group, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays, formatLocalDate, formatMoney } from '@kelp/std';
import {
  currencyChoices,
  EmptyState,
  ErrorState,
  FormDialog,
  Money,
  PageHeader,
  PageLoading,
  Section,
  StatusBadge,
  toastSuccess,
  useFormats,
  type Tone,
} from '@kelp/ui';
import { addOffer, endDiscount, listOffers, type OfferCard } from '../contract';
import { useRefreshContracts } from './contract-queries';
import { DateFields, emptyDraft, factsOf, HowFields, ReductionFields } from './discount-dialog';
import { EndDialog } from './end-dialog';
import { t } from './strings';

const tones: Record<OfferCard['state'], Tone> = {
  ...{ planned: 'info', running: 'success', taken: 'warning', ended: 'neutral' },
};

function OfferDialog({ today, homeCurrency, onClose }: { today: string; homeCurrency: string; onClose: () => void }) {
  const refresh = useRefreshContracts();
  const [draft, setDraft] = useState(() => emptyDraft(today, ''));
  const [code, setCode] = useState('');
  const [most, setMost] = useState<number | ''>('');
  const [currency, setCurrency] = useState(homeCurrency);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const part = {
    ...{ draft, errors, currency },
    set: (patch: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...patch })),
  };

  async function submit() {
    await call(addOffer, { code, maxRedemptions: most === '' ? null : most, ...factsOf(draft, currency) });
    toastSuccess(t('offer.added', { code }));
    await refresh();
  }

  return (
    <FormDialog
      title={t('offer.add')}
      submitLabel={t('offer.add')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <Group grow align="flex-start">
        <TextInput
          label={t('discount.code')}
          description={t('offer.codeHint')}
          required
          data-autofocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={errors['code']}
        />
        <TextInput
          label={t('discount.name')}
          description={t('discount.nameHint')}
          required
          value={draft.name}
          onChange={(event) => part.set({ name: event.currentTarget.value })}
          error={errors['name']}
        />
      </Group>
      <ReductionFields {...part} />
      <Group grow align="flex-start">
        <HowFields {...part} />
      </Group>
      <Group grow align="flex-start">
        <Select
          label={t('offer.currency')}
          data={currencyChoices()}
          value={currency}
          searchable
          allowDeselect={false}
          onChange={(value) => value && setCurrency(value)}
        />
        <NumberInput
          label={t('offer.most')}
          description={t('offer.mostHint')}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          value={most}
          onChange={(value) => setMost(typeof value === 'number' ? value : '')}
          error={errors['maxRedemptions']}
        />
      </Group>
      <DateFields {...part} />
      <Switch
        label={t('discount.thirdParty')}
        checked={draft.isThirdPartyFunded}
        onChange={(event) => part.set({ isThirdPartyFunded: event.currentTarget.checked })}
      />
    </FormDialog>
  );
}

/** What an offer takes, in words. */
function useReduction({ percent, amount, cap, currency, repeats, validFrom, validTo }: OfferCard): string {
  const { locale } = useFormats();
  const money = (minor: bigint) => formatMoney(minor, currency ?? 'USD', locale);
  const day = (date: string) => formatLocalDate(date, locale, 'medium');
  return [
    percent === null ? money(amount ?? 0n) : `${percent} %`,
    ...(cap === null ? [] : [t('offer.cap', { amount: money(cap) })]),
    t(`discount.repeats.${repeats}`),
    validTo
      ? t('offer.until', { from: day(validFrom), last: day(addDays(validTo, -1)) })
      : t('offer.since', { from: day(validFrom) }),
  ].join(', ');
}

function Offer({ offer, onEnd }: { offer: OfferCard; onEnd: (() => void) | null }) {
  const words = useReduction(offer);
  const { redemptions, maxRedemptions } = offer;
  return (
    <Section
      title={offer.code}
      actions={
        <>
          <StatusBadge plain tone={tones[offer.state]} label={t(`offer.state.${offer.state}`)} />
          {onEnd && (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              aria-label={t('offer.endOf', { code: offer.code })}
              onClick={onEnd}
            >
              {t('discount.end')}
            </Button>
          )}
        </>
      }
    >
      <p className="kelp-muted">
        {offer.name}: {words}.{' '}
        {maxRedemptions === null
          ? t('offer.redeemed', { count: redemptions.length })
          : t('offer.redeemedOf', { count: redemptions.length, most: maxRedemptions })}
      </p>
      {redemptions.length > 0 && (
        <ul>
          {redemptions.map((one) => (
            <li key={one.id}>
              <Link href={one.contractId ? `/msp/contracts/${one.contractId}` : `/msp/clients/${one.clientId ?? ''}`}>
                {one.target.name}
              </Link>{' '}
              <span className="kelp-muted">{t('offer.invoices', { count: one.invoices })}</span>{' '}
              {one.currency && one.used !== 0n && <Money minor={one.used} currency={one.currency} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Offers with a code: made, ended, and who has redeemed them with what invoices have used. */
export function OffersPage() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [listOffers.name],
    queryFn: ({ signal }) => call(listOffers, {}, { signal }),
    meta: { topics: ['contract', 'invoice'] },
  });
  const [open, setOpen] = useState<'add' | OfferCard | null>(null);
  const can = (permission: string) => data?.abilities.includes(permission) ?? false;
  return (
    <div className="kelp-page">
      <PageHeader
        title={t('offer.title')}
        back={{ href: '/msp/contracts', label: t('list.title') }}
        actions={can('discount.create') && <Button onClick={() => setOpen('add')}>{t('offer.add')}</Button>}
      />
      {isPending && <PageLoading />}
      {!data && error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.rows.length === 0 && <EmptyState title={t('offer.none')} text={t('offer.noneText')} />}
      {data?.rows.map((offer) => (
        <Offer
          key={offer.id}
          offer={offer}
          onEnd={can('discount.update') && offer.state !== 'ended' ? () => setOpen(offer) : null}
        />
      ))}
      {data && open === 'add' && (
        <OfferDialog today={data.today} homeCurrency={data.currency} onClose={() => setOpen(null)} />
      )}
      {open !== null && open !== 'add' && (
        <EndDialog
          title={t('discount.endTitle', { name: open.code })}
          endsOn={null}
          onEnd={async (validTo) => {
            if (validTo) await call(endDiscount, { id: open.id, version: open.version, validTo });
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
