'use client';

import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { call } from '@kelp/kernel/client';
import { addDays, formatLocalDate, inForce, isLocalDate, parsePrice } from '@kelp/std';
import { FormDialog, toastSuccess, useFormats } from '@kelp/ui';
import { changeLine, type ContractCard, type ContractLineCard } from '../contract';
import { anchorOf } from '../domain/anchor-of';
import { splitOn } from '../domain/price-split';
import { useRefreshContracts } from './contract-queries';
import { t } from './strings';
import { draftOfProject, projectChanges, type ProjectDraft } from './project-draft';
import { ProjectFields } from './project-fields';
import { SeatsFields } from './count-fields';
import { draftOfHours, laterHours, minutesOf, type HoursDraft } from './hours-draft';
import { BucketChangeFields } from './hours-fields';
import { draftOfTerms, fixedTerms, hourlyTerms, seatsTerms, type TermsDraft } from './terms-draft';
import { FixedFields, HourlyFields, type TermsFieldsProps } from './terms-fields';
import { draftOfPricing, noUsage, pricingOf, type UsageDraft } from './usage-draft';
import { MinimumPriceField } from './commitment-fields';
import { UsageFields } from './usage-fields';

interface Subject {
  contract: ContractCard;
  line: ContractLineCard;
}

/** What the date does: until when the old terms hold, how the period is shared, and until when the new ones hold. */
function SplitPreview({ contract, line, from }: Subject & { from: string }) {
  const { locale } = useFormats();
  if (!isLocalDate(from)) return null;
  const { kind: anchorKind, date: anchorOn, dayOfMonth: anchorDay } = contract.anchor;
  const { period, lastDayBefore, daysBefore, daysAfter } = splitOn(
    anchorOf({ anchorKind, anchorOn, anchorDay }),
    contract.cycle,
    from,
  );
  const date = (day: string) => formatLocalDate(day, locale, 'medium');
  const facts = {
    from: date(from),
    last: date(addDays(from, -1)),
    start: date(period.start),
    end: date(addDays(period.end, -1)),
  };
  const later = line.terms.map((terms) => terms.validFrom).filter((start) => start > from)[0];
  const split =
    line.kind === 'hourly' || line.kind === 'prepaid' || line.kind === 'project'
      ? 'change.splitWork'
      : line.proration === 'none'
        ? 'change.splitNone'
        : 'change.splitFee';
  return (
    <div role="status">
      <Text size="sm">
        {lastDayBefore === null
          ? t('change.whole', facts)
          : t(split, { ...facts, daysBefore, daysAfter, days: daysBefore + daysAfter })}
      </Text>
      {later && <Text size="sm">{t('change.later', { date: date(later) })}</Text>}
    </div>
  );
}

function KindFields({ kind, ...props }: TermsFieldsProps & { kind: ContractLineCard['kind'] }) {
  if (kind === 'usage' || kind === 'bucket' || kind === 'project') return null;
  if (kind === 'minimum') return <MinimumPriceField {...props} />;
  if (kind === 'fixed') return <FixedFields {...props} />;
  if (kind === 'seats') return <SeatsFields {...props} />;
  return <HourlyFields {...props} {...(kind === 'prepaid' ? { rateHint: t('hours.restHint') } : {})} />;
}

function termsFor({ kind }: ContractLineCard, draft: TermsDraft, hoursDraft: HoursDraft, currency: string) {
  if (kind === 'minimum') return seatsTerms(draft, currency);
  if (kind === 'fixed') return fixedTerms(draft, currency);
  if (kind === 'bucket') {
    const hours = minutesOf(draft.included ?? '', 'includedMinutes');
    const price = parsePrice(draft.price, currency);
    return { ...hourlyTerms(draft, currency), price, includedMinutes: hours, ...laterHours(hoursDraft) };
  }
  return kind === 'seats' ? seatsTerms(draft, currency) : hourlyTerms(draft, currency);
}

/** New terms of a line from a date. What is billed stays as it is; the server refuses a day on an invoice. */
export function ChangeLineDialog({ contract, line, onClose }: Subject & { onClose: () => void }) {
  const refresh = useRefreshContracts();
  const { currency, today } = contract;
  const [from, setFrom] = useState('');
  const [typed, setTyped] = useState<Partial<TermsDraft>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const before = inForce(line.terms, isLocalDate(from) ? from : today) ?? line.terms[0];
  const draft = { ...draftOfTerms(before, currency), ...typed };
  const [typedUsage, setTypedUsage] = useState<Partial<UsageDraft>>({});
  const held = before?.pricing ? draftOfPricing(before.pricing, before.proratesIncluded, currency) : noUsage;
  const usage = { ...held, ...typedUsage };
  const [typedHours, setTypedHours] = useState<Partial<HoursDraft>>({});
  const hours = { ...draftOfHours(line, before), ...typedHours };
  const [typedProject, setTypedProject] = useState<Partial<ProjectDraft>>({});
  const project = { ...draftOfProject(line, before), ...typedProject };
  const change = (part: Partial<TermsDraft>) => setTyped((current) => ({ ...current, ...part }));

  async function submit() {
    const terms =
      line.kind === 'project'
        ? projectChanges(project, draft, currency)
        : line.kind === 'usage'
          ? { pricing: pricingOf(usage, currency), proratesIncluded: usage.proratesIncluded }
          : termsFor(line, draft, hours, currency);
    const { versionNumber, warnings } = await call(changeLine, { lineId: line.id, from, note: '', ...terms });
    toastSuccess([t('change.saved', { name: line.name, version: versionNumber }), ...warnings].join('. '));
    await refresh();
  }

  return (
    <FormDialog
      title={t('change.title', { name: line.name })}
      submitLabel={t('change.save')}
      onSubmit={submit}
      onFieldErrors={setErrors}
      onClose={onClose}
    >
      <TextInput
        label={t('change.from')}
        description={t('change.fromHint')}
        type="date"
        required
        data-autofocus
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        error={errors['from']}
      />
      {line.kind === 'usage' && (
        <UsageFields
          usage={usage}
          currency={currency}
          errors={errors}
          set={(part) => setTypedUsage((current) => ({ ...current, ...part }))}
        />
      )}
      {line.kind === 'project' && (
        <ProjectFields
          {...{ draft, currency, errors, project }}
          onChange={change}
          set={(part) => setTypedProject((current) => ({ ...current, ...part }))}
        />
      )}
      {line.kind === 'bucket' && (
        <BucketChangeFields
          {...{ draft, currency, errors, hours }}
          onChange={change}
          set={(part) => setTypedHours((current) => ({ ...current, ...part }))}
          covered={line.coveredServices}
        />
      )}
      <KindFields kind={line.kind} draft={draft} currency={currency} errors={errors} onChange={change} />
      <SplitPreview contract={contract} line={line} from={from} />
    </FormDialog>
  );
}
