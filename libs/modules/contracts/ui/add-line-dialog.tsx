'use client';

import { Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { invalid } from '@kelp/std';
import { FormDialog, toastSuccess } from '@kelp/ui';
import type { ServiceCard } from '@kelp/catalog/contract';
import { addLine, type ContractCard } from '../contract';
import { useRefreshContracts, useServiceChoices } from './contract-queries';
import { t } from './strings';
import { CountMethodField, namesOf, NamesField, SeatsFields, type CountMethodChoice } from './count-fields';
import { bucketTerms, noHours, prepaidTerms, type HoursDraft } from './hours-draft';
import { BucketFields, PrepaidFields } from './hours-fields';
import { fixedTerms, hourlyTerms, noTerms, seatsTerms, type TermsDraft } from './terms-draft';
import { noUsage, pricingOf, type UsageDraft } from './usage-draft';
import { BundleFields, membersOf, MinimumFields } from './commitment-fields';
import { MeterField } from './meter-field';
import { noProject, projectTerms, type ProjectDraft } from './project-draft';
import { ProjectFields } from './project-fields';
import { UsageFields } from './usage-fields';
import { FixedFields, HourlyFields, type TermsFieldsProps } from './terms-fields';

const kinds = ['fixed', 'seats', 'hourly', 'bucket', 'prepaid', 'project', 'usage', 'minimum'] as const;

/** Kinds with a fee whose timing and proration are chosen. */
const hasPeriods: readonly string[] = ['fixed', 'seats', 'bucket'];

interface Draft {
  kind: (typeof kinds)[number];
  serviceId: string | null;
  name: string;
  startsOn: string;
  timing: 'arrears' | 'advance';
  proration: 'actual' | 'fixed_30' | 'none';
  includedServiceIds: string[];
  countMethod: CountMethodChoice;
  names: string;
  hours: HoursDraft;
  members: Record<string, string>;
  prorates: boolean;
  project: ProjectDraft;
  meterId: string | null;
  usage: UsageDraft;
  terms: TermsDraft;
}

const emptyDraft = (contract: ContractCard): Draft => ({
  kind: 'fixed',
  serviceId: null,
  name: '',
  startsOn: contract.startsOn,
  timing: 'arrears',
  proration: 'actual',
  includedServiceIds: [],
  countMethod: 'daily',
  names: '',
  hours: noHours,
  members: {},
  prorates: false,
  project: noProject,
  meterId: null,
  usage: noUsage,
  terms: noTerms,
});

/** The line for the wire. Throws the sentence for what is missing or no price. */
function lineOf(draft: Draft, currency: string) {
  const { kind, serviceId, timing, proration, includedServiceIds, countMethod, terms } = draft;
  if (!serviceId) throw invalid(t('line.chooseService'), { 'line.serviceId': t('line.chooseService') });
  const base = { serviceId, ...(draft.name.trim() ? { name: draft.name } : {}) };
  if (kind === 'hourly') return { kind, ...base, ...hourlyTerms(terms, currency) };
  if (kind === 'usage') {
    if (!draft.meterId) throw invalid(t('meter.choose'), { 'line.meterId': t('meter.choose') });
    const { proratesIncluded } = draft.usage;
    return { kind, ...base, meterId: draft.meterId, pricing: pricingOf(draft.usage, currency), proratesIncluded };
  }
  if (kind === 'project') {
    return { kind, ...base, ...projectTerms(draft.project, terms, currency), includedServiceIds };
  }
  if (kind === 'minimum') return { kind, ...base, ...seatsTerms(terms, currency), prorates: draft.prorates };
  if (kind === 'prepaid') return { kind, ...base, ...prepaidTerms(draft.hours, terms, currency) };
  if (kind === 'bucket') return { kind, ...base, ...bucketTerms(draft.hours, terms, currency), timing, proration };
  if (kind === 'seats') {
    const names = namesOf(draft.names);
    const counted = { ...seatsTerms(terms, currency), quantity: terms.quantity.trim(), names, countMethod };
    return { kind, ...base, ...counted, timing, proration };
  }
  return {
    kind,
    ...base,
    ...fixedTerms(terms, currency),
    timing,
    proration,
    includedServiceIds,
    members: membersOf(draft.members),
  };
}

/** The server names fields by their path in the request. */
const shortNames = (fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(fields).map(([path, sentence]) => [path.replace(/^line\.(pricing\.)?/, ''), sentence]),
  );

interface PartProps {
  draft: Draft;
  set: (part: Partial<Draft>) => void;
  contract: ContractCard;
  services: readonly ServiceCard[];
  errors: Record<string, string>;
}

/** When it is billed and what parts of a period cost. */
function PeriodSettings({ draft, set, contract, errors }: Omit<PartProps, 'services'>) {
  const isWeeks = contract.cycle.endsWith('weekly');
  const prorations = isWeeks ? (['actual', 'none'] as const) : (['actual', 'fixed_30', 'none'] as const);
  return (
    <Group grow align="flex-start">
      <Select
        label={t('line.timing')}
        data={(['arrears', 'advance'] as const).map((value) => ({ value, label: t(`timing.${value}`) }))}
        allowDeselect={false}
        value={draft.timing}
        onChange={(timing) => timing && set({ timing, ...(timing === 'advance' ? { countMethod: 'daily' } : {}) })}
      />
      <Select
        label={t('line.proration')}
        data={prorations.map((value) => ({ value, label: t(`proration.${value}`) }))}
        allowDeselect={false}
        value={draft.proration}
        onChange={(proration) => proration && set({ proration })}
        error={errors['proration']}
      />
      {draft.kind === 'seats' && (
        <CountMethodField
          value={draft.countMethod}
          timing={draft.timing}
          error={errors['countMethod']}
          onChange={(countMethod) => set({ countMethod })}
        />
      )}
    </Group>
  );
}

function IncludedTime({ draft, set, services }: Pick<PartProps, 'draft' | 'set' | 'services'>) {
  return (
    <MultiSelect
      label={t('line.includes')}
      description={t('line.includesHint')}
      data={services
        .filter((one) => one.billingMethod === 'hourly')
        .map(({ id, name }) => ({ value: id, label: name }))}
      value={draft.includedServiceIds}
      onChange={(includedServiceIds) => set({ includedServiceIds })}
      searchable
    />
  );
}

/** What a project costs, when it ends, and whose time it takes. */
function ProjectSettings({ draft, set, contract, services, errors }: PartProps) {
  return (
    <>
      <ProjectFields
        {...{ draft: draft.terms, currency: contract.currency, errors, project: draft.project }}
        onChange={(part) => set({ terms: { ...draft.terms, ...part } })}
        set={(part) => set({ project: { ...draft.project, ...part } })}
        isNew
      />
      <IncludedTime draft={draft} set={set} services={services} />
    </>
  );
}

interface KindProps extends TermsFieldsProps {
  kind: Draft['kind'];
  hours: HoursDraft;
  setHours: (part: Partial<HoursDraft>) => void;
  services: readonly ServiceCard[];
}

function KindFields({ kind, hours, setHours, services, ...props }: KindProps & { errors: Record<string, string> }) {
  const withHours = { ...props, hours, set: setHours, services };
  if (kind === 'bucket') return <BucketFields {...withHours} />;
  if (kind === 'prepaid') return <PrepaidFields {...withHours} />;
  if (kind === 'usage' || kind === 'minimum' || kind === 'project') return null;
  if (kind === 'seats') return <SeatsFields {...props} isNew />;
  return kind === 'fixed' ? <FixedFields {...props} /> : <HourlyFields {...props} />;
}

/** Adds a line to a contract: what it sells, its price and from when. */
export function AddLineDialog({ contract, onClose }: { contract: ContractCard; onClose: () => void }) {
  const refresh = useRefreshContracts();
  const services = useServiceChoices().data?.rows ?? [];
  const [draft, setDraft] = useState(() => emptyDraft(contract));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const set = (part: Partial<Draft>) => setDraft((current) => ({ ...current, ...part }));
  const setTerms = (part: Partial<TermsDraft>) => set({ terms: { ...draft.terms, ...part } });

  function chooseService(serviceId: string | null) {
    const method = services.find(({ id }) => id === serviceId)?.billingMethod;
    // A kind that was chosen by hand stays; the service only tells fees from hours.
    const isGuess = draft.kind === 'fixed' || draft.kind === 'hourly';
    set({ serviceId, ...(isGuess && (method === 'hourly' || method === 'fixed') ? { kind: method } : {}) });
  }

  async function submit() {
    const line = lineOf(draft, contract.currency);
    const { warnings } = await call(addLine, { contractId: contract.id, startsOn: draft.startsOn, line });
    toastSuccess([t('line.added'), ...warnings].join('. '));
    await refresh();
  }

  return (
    <FormDialog
      title={t('line.add')}
      submitLabel={t('line.add')}
      size="lg"
      onSubmit={submit}
      onFieldErrors={(fields) => setErrors(shortNames(fields))}
      onClose={onClose}
    >
      <Select
        label={t('line.service')}
        data={services.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.serviceId}
        onChange={chooseService}
        error={errors['serviceId']}
        searchable
        required
        data-autofocus
      />
      <Select
        label={t('line.kind')}
        data={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        allowDeselect={false}
        value={draft.kind}
        onChange={(kind) => kind && set({ kind, ...(kind === 'bucket' ? { timing: 'advance' } : {}) })}
      />
      {draft.kind === 'usage' && (
        <>
          <MeterField value={draft.meterId} error={errors['meterId']} onChange={(meterId) => set({ meterId })} />
          <UsageFields
            usage={draft.usage}
            currency={contract.currency}
            errors={errors}
            set={(part) => set({ usage: { ...draft.usage, ...part } })}
          />
        </>
      )}
      {draft.kind === 'project' && <ProjectSettings {...{ draft, set, contract, services, errors }} />}
      {draft.kind === 'minimum' && (
        <MinimumFields
          draft={draft.terms}
          currency={contract.currency}
          errors={errors}
          onChange={setTerms}
          prorates={draft.prorates}
          onProrates={(prorates) => set({ prorates })}
        />
      )}
      <KindFields
        kind={draft.kind}
        draft={draft.terms}
        currency={contract.currency}
        errors={errors}
        onChange={setTerms}
        hours={draft.hours}
        setHours={(part) => set({ hours: { ...draft.hours, ...part } })}
        services={services}
      />
      {hasPeriods.includes(draft.kind) && (
        <PeriodSettings draft={draft} set={set} contract={contract} errors={errors} />
      )}
      {draft.kind === 'fixed' && (
        <>
          <IncludedTime draft={draft} set={set} services={services} />
          <BundleFields
            members={draft.members}
            services={services}
            error={errors['members']}
            onChange={(members) => set({ members })}
          />
        </>
      )}
      {draft.kind === 'seats' && <NamesField value={draft.names} onChange={(names) => set({ names })} />}
      <Group grow align="flex-start">
        <TextInput
          label={t('line.name')}
          description={t('line.nameHint')}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={errors['name']}
        />
        <TextInput
          label={t('line.startsOn')}
          description={t('line.startsOnHint')}
          type="date"
          required
          value={draft.startsOn}
          onChange={(event) => set({ startsOn: event.currentTarget.value })}
          error={errors['startsOn']}
        />
      </Group>
    </FormDialog>
  );
}
