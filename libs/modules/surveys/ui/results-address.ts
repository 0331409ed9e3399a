import { isUuid, recentPeriod, recentPeriods, type RecentPeriod } from '@kelp/std';
import { followUpStates } from '../contract';
import { surveyKinds, verdicts } from '../domain/scales';
import type { ListQuestion, ResultsQuestion } from './survey-queries';

/** What the list below the figures shows. */
export const shows = ['sent', 'answered', 'unanswered', ...verdicts] as const;
export type Show = (typeof shows)[number];

/** Everything that an address of the page may choose, set back. */
export const nothingChosen = { show: null, rating: null, from: null, until: null, followUp: null, row: null, by: null };

export interface ReadAddress {
  period: RecentPeriod;
  figures: ResultsQuestion;
  list: ListQuestion;
  show: Show;
}

const idIn = (address: URLSearchParams, name: string): string | undefined => {
  const value = address.get(name) ?? '';
  return isUuid(value) ? value : undefined;
};

const instantIn = (address: URLSearchParams, name: string, usual: Date): Date => {
  const read = new Date(address.get(name) ?? '');
  return Number.isNaN(read.getTime()) ? usual : read;
};

function ratingIn(address: URLSearchParams): Pick<ListQuestion, 'kind' | 'rating'> {
  const [kind, rating] = (address.get('rating') ?? '').split(':');
  const known = surveyKinds.find((one) => one === kind);
  return known && /^\d{1,2}$/.test(rating ?? '') ? { kind: known, rating: Math.min(10, Number(rating)) } : {};
}

/** The filters of the page, as its address has them: what the figures count, and which rows stand below. What it does not know is left out. */
export function readAddress(address: URLSearchParams, now = new Date()): ReadAddress {
  const period = recentPeriods.find((one) => one === address.get('period')) ?? 'quarter';
  const usual = recentPeriod(period, now);
  const [templateId, boardId, clientId, technicianId] = (['template', 'board', 'client', 'technician'] as const).map(
    (name) => idIn(address, name),
  );
  const narrowed = {
    ...(templateId ? { templateId } : {}),
    ...(boardId ? { boardId } : {}),
    ...(clientId ? { clientId } : {}),
    ...(technicianId ? { technicianId } : {}),
  };
  const followUp = followUpStates.find((one) => one === address.get('followUp'));
  const show = shows.find((one) => one === address.get('show')) ?? 'answered';
  const row = address.get('row') === 'none' ? 'none' : idIn(address, 'row');
  const by = address.get('by') === 'technician' ? 'technicianId' : 'clientId';
  const within = { from: instantIn(address, 'from', usual.from), until: instantIn(address, 'until', usual.until) };
  return {
    period,
    show,
    figures: { ...usual, ...narrowed },
    list: {
      ...narrowed,
      ...(row ? { [by]: row } : {}),
      // follow-ups wait whenever their survey was sent
      ...(followUp ? { followUp } : within),
      ...(followUp || show === 'sent' ? {} : { outcome: show }),
      ...ratingIn(address),
    },
  };
}
