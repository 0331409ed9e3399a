import { formatLocalDate } from '@kelp/std';
import { clockText } from '@kelp/time';
import type { LineKind } from '../tables';

/** A line whose days and services hold the work. */
export interface Candidate {
  id: string;
  name: string;
  kind: LineKind;
  contractName: string;
}

export type Choice =
  | { kind: 'line'; lineId: string; lineName: string; reason: string }
  | { kind: 'ambiguous'; candidates: { id: string; name: string }[] }
  | { kind: 'catalogue'; reason: string };

const reasons: Partial<Record<LineKind, string>> = {
  fixed: 'includes this time in its fee',
  bucket: 'takes it from its hours',
  prepaid: 'takes it from its prepaid hours',
  project: 'takes it as work on the project',
};

/**
 * The line that pays for time (product rule: one candidate is taken; of several a single one with prepaid hours; else
 * somebody must choose). Without a candidate the catalogue holds.
 */
export function choosePayingLine(
  candidates: readonly Candidate[],
  serviceName: string,
  workDate: string,
  locale: string,
): Choice {
  const day = formatLocalDate(workDate, locale, 'medium');
  const prepaid = candidates.filter(({ kind }) => kind === 'bucket' || kind === 'prepaid');
  const chosen = candidates.length === 1 ? candidates[0] : prepaid.length === 1 ? prepaid[0] : undefined;
  if (chosen) {
    const verb = reasons[chosen.kind] ?? 'bills it by the hour';
    const reason = `${chosen.contractName} covers ${serviceName} on ${day}: ${chosen.name} ${verb}.`;
    return { kind: 'line', lineId: chosen.id, lineName: chosen.name, reason };
  }
  if (candidates.length > 1) {
    const named = candidates.map(({ id, name, contractName }) => ({ id, name: `${name} (${contractName})` }));
    return { kind: 'ambiguous', candidates: named };
  }
  return {
    kind: 'catalogue',
    reason: `No contract covers ${serviceName} on ${day}: the price of the catalogue holds.`,
  };
}

/** ` 4:30 h are left.`, ` Nothing is left: this is billed by the hour.`, or nothing when nobody knows. */
export function hoursLeftSentence(minutes: string | undefined): string {
  if (minutes === undefined) return '';
  if (Number(minutes) <= 0) return ' Nothing is left of them: this is billed by the hour.';
  return ` ${clockText(Math.floor(Number(minutes)))} h are left.`;
}
