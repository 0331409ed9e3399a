import {
  formatLocalDate,
  formatMoney,
  priceToDecimalString,
  roundHalfAway,
  toDecimal,
  type LocalDate,
} from '@kelp/std';
import { milestoneAmounts } from '@kelp/std/pricing';
import type { ProjectBilling } from '../tables';

/** What the sentences of a project are made from. */
export interface ProjectFacts {
  billing: ProjectBilling;
  milestones: readonly {
    name: string;
    kind: 'amount' | 'percent' | 'rest';
    amount: bigint;
    percent: string | null;
    plannedOn: LocalDate | null;
    completedOn: LocalDate | null;
  }[];
  unallocated: bigint;
  deposits: readonly { amount: bigint; dueOn: LocalDate }[];
}

interface ProjectTerms {
  price: string | null;
  hourlyRate: string | null;
  isCapped?: boolean;
  includedMinutes?: string | null;
}

const major = (price: string, currency: string): string => `${priceToDecimalString(price, currency)} ${currency}`;

/** `10000.00 USD for the whole project`, `120.00 USD an hour, never more than 10000.00 USD`. */
export function projectPriceWords(
  billing: ProjectBilling,
  terms: ProjectTerms,
  currency: string,
  minuteWords: string,
): string {
  const price = major(terms.price ?? '0', currency);
  if (billing === 'milestones') return `${price} for the whole project`;
  const rate =
    terms.hourlyRate === null ? 'at the price of the service' : `${major(terms.hourlyRate, currency)} an hour`;
  return `${rate}${minuteWords}, ${terms.isCapped ? `never more than ${price} in all` : `with a budget of ${price}`}`;
}

interface Setting {
  currency: string;
  locale: string;
  /** `on the 1st for the month before`. */
  timing: string;
}

/** When a project is paid, what its milestones are, what nobody has, and what is paid ahead. */
export function projectSentences(project: ProjectFacts, terms: ProjectTerms, on: Setting): string[] {
  const { currency, locale } = on;
  const money = (amount: bigint) => formatMoney(amount, currency, locale);
  const date = (day: LocalDate) => formatLocalDate(day, locale, 'medium');
  const sentences: string[] = [];
  if (project.billing === 'hourly') {
    sentences.push(`Work is ${on.timing}.`);
    if (terms.isCapped) sentences.push('What is worked beyond that is shown on the invoice and taken off again.');
  } else {
    const named = project.milestones.map(({ name, kind, amount, percent, plannedOn, completedOn }) => {
      const share = kind === 'percent' ? `${percent ?? ''} % = ` : kind === 'rest' ? 'the rest = ' : '';
      const when = completedOn
        ? `, completed ${date(completedOn)}`
        : plannedOn
          ? `, planned for ${date(plannedOn)}`
          : '';
      return `${name} (${share}${money(amount)}${when})`;
    });
    sentences.push(
      named.length === 0
        ? 'No milestones are agreed yet.'
        : `Each milestone is billed from the day on which it is completed: ${named.join('; ')}.`,
    );
    if (project.unallocated > 0n)
      sentences.push(`${money(project.unallocated)} of the price belong to no milestone yet.`);
    sentences.push('Time on it costs nothing more.');
  }
  const planned = terms.includedMinutes;
  if (planned) sentences.push(`Planned to take ${toDecimal(planned).div(60).toDecimalPlaces(2).toFixed()} hours.`);
  const deposits = project.deposits.map(({ amount, dueOn }) => `${money(amount)} from ${date(dueOn)}`);
  if (deposits.length > 0) {
    sentences.push(`Paid ahead: ${deposits.join(', ')}; taken off the invoice that completes the project.`);
  }
  return sentences;
}

/** What milestones are worth by the price of a day; those on an invoice as they stand there. */
export const milestonesAt = <
  T extends { kind: 'amount' | 'percent' | 'rest'; amount: string | null; percent: string | null },
>(
  price: string,
  milestones: readonly T[],
  billedOf: (one: T) => bigint | null,
) =>
  milestoneAmounts(
    price,
    milestones.map((one) => ({ ...one, billed: billedOf(one) })),
  );

/** A deposit in whole minor units. */
export const depositAmount = (amount: string): bigint => roundHalfAway(amount);
