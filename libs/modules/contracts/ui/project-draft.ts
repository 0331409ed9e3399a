import { addDays, invalid, parsePrice, priceToDecimalString, toDecimal } from '@kelp/std';
import type { ContractLineCard, LineTerms, MilestoneCard } from '../contract';
import { minutesOf } from './hours-draft';
import { t } from './strings';
import { hourlyTerms, noTerms, type TermsDraft } from './terms-draft';

/** What a project adds to the terms, as it is typed. */
export interface ProjectDraft {
  billing: 'milestones' | 'hourly';
  isCapped: boolean;
  /** Hours as text; empty = not planned. */
  planned: string;
  /** Empty = open. */
  lastDay: string;
}

export const noProject: ProjectDraft = { billing: 'milestones', isCapped: true, planned: '', lastDay: '' };

/** The project of a line that there is, to be changed. */
export function draftOfProject({ project, endsOn }: ContractLineCard, terms: LineTerms | undefined): ProjectDraft {
  const planned = terms?.includedMinutes ? toDecimal(terms.includedMinutes).div(60).toFixed() : '';
  const lastDay = endsOn ? addDays(endsOn, -1) : '';
  return { billing: project?.billing ?? 'milestones', isCapped: terms?.isCapped ?? false, planned, lastDay };
}

const plannedOf = (planned: string, field: string) => (planned.trim() === '' ? null : minutesOf(planned, field));

/** A new project for the wire, in exact minor units. Throws the sentence for what is no price or number of hours. */
export function projectTerms(project: ProjectDraft, terms: TermsDraft, currency: string) {
  const { billing, planned, lastDay, isCapped } = project;
  const work = billing === 'hourly' ? hourlyTerms(terms, currency) : hourlyTerms(noTerms, currency);
  return {
    billing,
    price: parsePrice(terms.price, currency),
    plannedMinutes: plannedOf(planned, 'line.plannedMinutes'),
    endsOn: lastDay === '' ? null : addDays(lastDay, 1),
    isCapped: billing === 'hourly' && isCapped,
    ...work,
    milestones: [],
    deposits: [],
  };
}

/** Changed terms of a project for the wire. */
export function projectChanges(project: ProjectDraft, terms: TermsDraft, currency: string) {
  const planned = plannedOf(project.planned, 'includedMinutes');
  const base = { price: parsePrice(terms.price, currency), ...(planned === null ? {} : { includedMinutes: planned }) };
  return project.billing === 'hourly' ? { ...base, isCapped: project.isCapped, ...hourlyTerms(terms, currency) } : base;
}

/** A milestone as it is typed; `id` null is a new one. */
export interface MilestoneDraft {
  key: string;
  id: string | null;
  name: string;
  kind: 'amount' | 'percent' | 'rest';
  /** An amount in major units, or a percentage; nothing for the rest. */
  share: string;
  plannedOn: string;
  isBilled: boolean;
}

export const draftOfMilestone = (one: MilestoneCard, currency: string): MilestoneDraft => ({
  key: one.id,
  id: one.id,
  name: one.name,
  kind: one.kind,
  share:
    one.kind === 'percent'
      ? (one.percent ?? '')
      : one.kind === 'amount'
        ? priceToDecimalString(one.amount.toString(), currency)
        : '',
  plannedOn: one.plannedOn ?? '',
  isBilled: one.invoice !== null,
});

/** A milestone for the wire. Throws the sentence for what is missing or no amount. */
export function milestoneOf({ id, name, kind, share, plannedOn }: MilestoneDraft, currency: string) {
  if (name.trim() === '') throw invalid(t('milestone.nameMissing'), { milestones: t('milestone.nameMissing') });
  const shares = {
    amount: () => ({ kind: 'amount' as const, amount: parsePrice(share, currency) }),
    percent: () => ({ kind: 'percent' as const, percent: share.trim() }),
    rest: () => ({ kind: 'rest' as const }),
  };
  return { ...(id ? { id } : {}), name, share: shares[kind](), plannedOn: plannedOn === '' ? null : plannedOn };
}
