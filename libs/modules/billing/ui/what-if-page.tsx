'use client';

import { Button, Group, Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getService } from '@kelp/catalog/contract';
import type { ContractCard } from '@kelp/contracts/contract';
import { useContract, useServiceChoices } from '@kelp/contracts/screens';
import { ClientSelect } from '@kelp/clients/screens';
import { call } from '@kelp/kernel/client';
import { parsePrice } from '@kelp/std';
import { currencyChoices, EmptyState, errorSentence, PageHeader, Section, useAddress } from '@kelp/ui';
import type { SimulatedChange } from '../contract';
import { unitPriceText } from './amounts';
import { Failure, Loading } from './page-states';
import { changesOf, emptyLine, type AddedLine, type LineDraft } from './what-if-draft';
import { NextInvoices, Replay } from './what-if-results';
import { t } from './strings';
import './billing-pages.css';
import './reports.css';

type Line = ContractCard['lines'][number];

interface FieldProps {
  label: string;
  value: string;
  placeholder?: string;
  type?: 'date';
  onChange: (value: string) => void;
}

function Field({ label, value, placeholder, type, onChange }: FieldProps) {
  return (
    <TextInput
      label={label}
      value={value}
      w={type ? 160 : 140}
      {...(type ? { type } : { inputMode: 'decimal' as const })}
      {...(placeholder ? { placeholder } : {})}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What would be otherwise about a line; an empty field leaves it as it is. */
function LineFields({
  line,
  currency,
  draft,
  set,
}: {
  line: Line;
  currency: string;
  draft: LineDraft;
  set: (draft: LineDraft) => void;
}) {
  const terms = line.terms.find(({ id }) => id === line.termsInForce) ?? line.terms.at(-1);
  const isWork = line.kind === 'hourly' || line.kind === 'prepaid' || line.project?.billing === 'hourly';
  const price = isWork ? terms?.hourlyRate : terms?.price;
  const shown = price ? unitPriceText(price, currency, 'en') : undefined;
  return (
    <fieldset className="kelp-r-line">
      <legend>{line.name}</legend>
      <Field
        label={t(isWork ? 'whatIf.rate' : line.kind === 'usage' ? 'whatIf.unitPrice' : 'whatIf.price')}
        value={draft.price}
        {...(shown ? { placeholder: shown } : {})}
        onChange={(value) => set({ ...draft, price: value })}
      />
      {(line.kind === 'fixed' || line.kind === 'seats') && (
        <Field
          label={t('whatIf.quantity')}
          value={draft.quantity}
          placeholder={line.quantities.at(-1)?.quantity ?? terms?.quantity ?? '1'}
          onChange={(value) => set({ ...draft, quantity: value })}
        />
      )}
      {(isWork || line.kind === 'bucket') && (
        <Field
          label={t('whatIf.increment')}
          value={draft.increment}
          placeholder={String(terms?.incrementMinutes ?? 1)}
          onChange={(value) => set({ ...draft, increment: value })}
        />
      )}
      {line.kind === 'bucket' && (
        <Field
          label={t('whatIf.included')}
          value={draft.included}
          placeholder={terms?.includedMinutes ?? '0'}
          onChange={(value) => set({ ...draft, included: value })}
        />
      )}
      <Field
        label={t('whatIf.endsOn')}
        type="date"
        value={draft.endsOn}
        onChange={(value) => set({ ...draft, endsOn: value })}
      />
    </fieldset>
  );
}

function AddFields({ added, set }: { added: AddedLine; set: (added: AddedLine) => void }) {
  const { data } = useServiceChoices();
  return (
    <fieldset className="kelp-r-line">
      <legend>{t('whatIf.add')}</legend>
      <Select
        label={t('whatIf.service')}
        data={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={added.serviceId}
        searchable
        clearable
        onChange={(serviceId) => set({ ...added, serviceId })}
      />
      <Select
        label={t('whatIf.kind')}
        data={(['fixed', 'seats', 'minimum'] as const).map((value) => ({ value, label: t(`whatIf.kind.${value}`) }))}
        value={added.lineKind}
        allowDeselect={false}
        w={160}
        onChange={(kind) => set({ ...added, lineKind: kind === 'seats' || kind === 'minimum' ? kind : 'fixed' })}
      />
      <Field label={t('whatIf.price')} value={added.price} onChange={(price) => set({ ...added, price })} />
      <Field
        label={t('whatIf.quantity')}
        value={added.quantity}
        onChange={(value) => set({ ...added, quantity: value })}
      />
    </fieldset>
  );
}

interface Asked {
  clientId: string | null;
  changes: SimulatedChange[];
}

/** Asks when the person says so; what is typed wrong is said here. */
function Ask({ make, onAsk }: { make: () => Asked; onAsk: (asked: Asked | null) => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  function ask() {
    try {
      const asked = make();
      setProblem(asked.changes.length === 0 ? t('whatIf.nothing') : null);
      onAsk(asked.changes.length === 0 ? null : asked);
    } catch (error) {
      setProblem(errorSentence(error));
    }
  }
  return (
    <Group>
      <Button onClick={ask}>{t('whatIf.ask')}</Button>
      {problem && (
        <span role="alert" className="kelp-field-error">
          {problem}
        </span>
      )}
    </Group>
  );
}

function OfContract({ id, onAsk }: { id: string; onAsk: (asked: Asked | null) => void }) {
  const { data, error, isPending, refetch } = useContract(id);
  const [drafts, setDrafts] = useState<Record<string, LineDraft>>({});
  const [added, setAdded] = useState<AddedLine>({ serviceId: null, lineKind: 'fixed', price: '', quantity: '1' });
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data.client) return <EmptyState title={t('whatIf.template')} text={t('whatIf.templateText')} />;
  const clientId = data.client.id;
  return (
    <Section title={`${data.client.name}, ${data.name}`}>
      {data.lines.map((line) => (
        <LineFields
          key={line.id}
          line={line}
          currency={data.currency}
          draft={drafts[line.id] ?? emptyLine}
          set={(draft) => setDrafts({ ...drafts, [line.id]: draft })}
        />
      ))}
      <AddFields added={added} set={setAdded} />
      <Ask onAsk={onAsk} make={() => ({ clientId, changes: changesOf(data, drafts, added) })} />
    </Section>
  );
}

function OfService({ id, onAsk }: { id: string; onAsk: (asked: Asked | null) => void }) {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [getService.name, id],
    queryFn: ({ signal }) => call(getService, { id }, { signal }),
  });
  const [price, setPrice] = useState('');
  const [chosen, setCurrency] = useState<string | null>(null);
  const [changesContracts, setChanges] = useState(true);
  const [clientId, setClientId] = useState<string | null>(null);
  if (isPending) return <Loading />;
  if (!data) return <Failure error={error} onRetry={() => void refetch()} />;
  const current = data.prices.filter(({ isCurrent }) => isCurrent);
  const currency = chosen ?? current[0]?.currency ?? 'USD';
  const now = current.find((one) => one.currency === currency)?.unitPrice;
  return (
    <Section title={data.name}>
      <div className="kelp-b-fields">
        <Field
          label={t('whatIf.newPrice')}
          value={price}
          {...(now ? { placeholder: unitPriceText(now, currency, 'en') } : {})}
          onChange={setPrice}
        />
        <Select
          label={t('whatIf.currency')}
          data={currencyChoices()}
          value={currency}
          searchable
          allowDeselect={false}
          onChange={setCurrency}
        />
        <ClientSelect
          aria-label={t('column.client')}
          placeholder={t('whatIf.everyClient')}
          clearable
          value={clientId}
          onChange={(client) => setClientId(client?.id ?? null)}
        />
      </div>
      <Switch
        label={t('whatIf.contractsToo')}
        description={t('whatIf.contractsTooHint')}
        checked={changesContracts}
        onChange={(event) => setChanges(event.currentTarget.checked)}
      />
      <Ask
        onAsk={onAsk}
        make={() => ({
          clientId,
          changes: [
            { kind: 'service_price', serviceId: id, currency, price: parsePrice(price, currency), changesContracts },
          ],
        })}
      />
    </Section>
  );
}

/** What invoices would be if a price, a quantity, a policy or a line were otherwise. Nothing of it is ever saved. */
export function WhatIfPage() {
  const [address] = useAddress();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [contractId, serviceId] = [address.get('contract'), address.get('service')];
  const back = contractId
    ? { href: `/msp/contracts/${contractId}`, label: t('whatIf.toContract') }
    : { href: '/msp/services', label: t('whatIf.toServices') };
  return (
    <div className="kelp-page">
      <PageHeader title={t('whatIf.title')} back={back} meta={t('whatIf.lead')} />
      {contractId && <OfContract id={contractId} onAsk={setAsked} />}
      {!contractId && serviceId && <OfService id={serviceId} onAsk={setAsked} />}
      {!contractId && !serviceId && <EmptyState title={t('whatIf.choose')} text={t('whatIf.chooseText')} />}
      {asked?.clientId && <NextInvoices clientId={asked.clientId} changes={asked.changes} />}
      {asked && <Replay clientId={asked.clientId} changes={asked.changes} />}
    </div>
  );
}
