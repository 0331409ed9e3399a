'use client';

import { Button, Group } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { addDays, formatLocalDate } from '@kelp/std';
import { ErrorState, ExactTime, Facts, Section, StatusBadge, useFormats } from '@kelp/ui';
import type { ClientTax, ExemptionCard, VatNumberCard } from '../contract';
import { t } from './strings';
import { useClientTax } from './tax-queries';
import './billing-pages.css';

const ExemptionDialog = dynamic(() => import('./exemption-dialog').then((one) => one.ExemptionDialog));
const VatDialog = dynamic(() => import('./vat-dialog').then((one) => one.VatDialog));

const tones = { planned: 'info', valid: 'success', ending: 'warning', ended: 'neutral' } as const;

function Exemption({ exemption, onChange }: { exemption: ExemptionCard; onChange: (() => void) | null }) {
  const { locale } = useFormats();
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  const { certificate, reason, category, place, validFrom, validTo, state, fileName, id } = exemption;
  const days = validTo
    ? t('exemption.days', { from: date(validFrom), last: date(addDays(validTo, -1)) })
    : t('exemption.since', { from: date(validFrom) });
  return (
    <tr>
      <td>
        <strong>{certificate}</strong>
        <span className="kelp-muted kelp-b-sub">
          {[reason, category?.name, place].filter(Boolean).join(', ')}
          {fileName && (
            <>
              {' '}
              <a href={`/api/files/client_tax.exemption_file/${id}`} download>
                {fileName}
              </a>
            </>
          )}
        </span>
        <span className="kelp-muted kelp-b-sub">{days}</span>
      </td>
      <td className="kelp-b-end">
        <StatusBadge plain tone={tones[state]} label={t(`exemption.state.${state}`)} />
      </td>
      <td className="kelp-b-end">
        {onChange && (
          <Button size="compact-xs" variant="default" onClick={onChange}>
            {t('exemption.edit')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function vatFacts(vatNumber: VatNumberCard | null) {
  if (!vatNumber) return [{ key: 'vat', label: t('vat.number'), value: '–' }];
  return [
    { key: 'vat', label: t('vat.number'), value: vatNumber.number },
    {
      key: 'check',
      label: t('vat.check'),
      value: (
        <>
          {t(`vat.check.${vatNumber.checkState}`)} <ExactTime at={vatNumber.checkedAt} />
        </>
      ),
    },
    { key: 'reverse', label: t('vat.reverse'), value: t(vatNumber.isReverseCharge ? 'vat.yes' : 'vat.no') },
  ];
}

const profileFacts = ({ profiles }: ClientTax) =>
  profiles.map(({ id, name, places, isByAddress, taxPoint, taxRounding }) => ({
    key: id,
    label: profiles.length === 1 ? t('clientTax.place') : t('clientTax.placeOf', { name }),
    value: [
      places.includes('*') ? t('clientTax.everywhere') : places.join(' · '),
      t(isByAddress ? 'clientTax.byAddress' : 'clientTax.byProfile'),
      t(`clientTax.point.${taxPoint}`),
      t(`clientTax.rounding.${taxRounding}`),
    ].join(', '),
  }));

/** How a client is taxed: where it is, what frees it, and its VAT number. */
export function ClientTaxSection({ clientId }: { clientId: string }) {
  const { data, error, refetch } = useClientTax(clientId);
  const [dialog, setDialog] = useState<ExemptionCard | 'new' | 'vat' | null>(null);
  const mayChange = data?.abilities.includes('client_tax.update') ?? false;
  const actions = mayChange && (
    <Group gap={6}>
      <Button size="xs" variant="default" onClick={() => setDialog('vat')}>
        {t('vat.title')}
      </Button>
      <Button size="xs" variant="default" onClick={() => setDialog('new')}>
        {t('exemption.add')}
      </Button>
    </Group>
  );
  return (
    <Section title={t('clientTax.title')} actions={actions}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Facts facts={[...profileFacts(data), ...vatFacts(data.vatNumber)]} />}
      {data && data.exemptions.length > 0 && (
        <table className="kelp-b-table kelp-b-plain" aria-label={t('exemption.title')}>
          <tbody>
            {data.exemptions.map((exemption) => (
              <Exemption
                key={exemption.id}
                exemption={exemption}
                onChange={mayChange ? () => setDialog(exemption) : null}
              />
            ))}
          </tbody>
        </table>
      )}
      {dialog === 'vat' && data && (
        <VatDialog clientId={clientId} vatNumber={data.vatNumber} onClose={() => setDialog(null)} />
      )}
      {dialog !== null && dialog !== 'vat' && (
        <ExemptionDialog
          clientId={clientId}
          exemption={dialog === 'new' ? null : dialog}
          onClose={() => setDialog(null)}
        />
      )}
    </Section>
  );
}
