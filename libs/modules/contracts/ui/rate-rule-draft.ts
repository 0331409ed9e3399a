import { isCurrency, parsePrice, priceToDecimalString } from '@kelp/std';
import type { z } from '@kelp/kernel/contract';
import type { HoursBy, OvertimeScope, RateRuleCard, RateRuleList, saveRateRule } from '../contract';

/** A rule as it stands in the form: texts as typed, '' for what is not asked. */
export interface RateRuleDraft {
  lineId: string;
  serviceId: string;
  role: string;
  workType: string;
  hours: '' | 'after' | 'within';
  hoursBy: HoursBy;
  overtimeScope: '' | OvertimeScope;
  /** Hours as typed, such as 8 or 7.5. */
  overtimeHours: string;
  overtimeZone: string;
  kind: 'rate' | 'multiplier';
  rates: Record<string, string>;
  multiplier: string;
  holdsOverAgreed: boolean;
  validFrom: string;
}

const hoursOf = (minutes: number): string => String(Number((minutes / 60).toFixed(4)));

/** A new rule, or one as it holds, to be changed from today or from its own first day when that is to come. */
export function rateRuleDraft(rule: RateRuleCard | null, { today, zone }: RateRuleList): RateRuleDraft {
  const rates = rule?.effect.kind === 'rate' ? rule.effect.rates : {};
  return {
    lineId: rule?.line?.id ?? '',
    serviceId: rule?.service?.id ?? '',
    role: rule?.role ?? '',
    workType: rule?.workType ?? '',
    hours: rule?.isAfterHours === undefined || rule.isAfterHours === null ? '' : rule.isAfterHours ? 'after' : 'within',
    hoursBy: rule?.hoursBy ?? 'minute',
    overtimeScope: rule?.overtime?.scope ?? '',
    overtimeHours: rule?.overtime ? hoursOf(rule.overtime.minutes) : '8',
    overtimeZone: rule?.overtime?.zone ?? zone,
    kind: rule?.effect.kind ?? 'rate',
    rates: Object.fromEntries(
      Object.entries(rates).map(([currency, rate]) => [currency, priceToDecimalString(rate, currency)]),
    ),
    multiplier: rule?.effect.kind === 'multiplier' ? rule.effect.multiplier : '1.5',
    holdsOverAgreed: rule?.holdsOverAgreed ?? true,
    validFrom: rule && rule.validFrom > today ? rule.validFrom : today,
  };
}

function effectOf({ kind, rates, multiplier }: RateRuleDraft): RateRuleCard['effect'] {
  if (kind === 'multiplier') return { kind, multiplier: multiplier.trim() };
  const typed = Object.entries(rates).filter(([currency, text]) => isCurrency(currency) && text.trim() !== '');
  return {
    kind,
    rates: Object.fromEntries(typed.map(([currency, text]) => [currency, parsePrice(text, currency)])),
  };
}

/** The rule for the wire. Throws the sentence for what is no amount. */
export function rateRuleInput(
  draft: RateRuleDraft,
  place: { id?: string; contractId?: string },
  userType: string | null,
): z.output<typeof saveRateRule.input> {
  const {
    lineId,
    serviceId,
    role,
    workType,
    hours,
    hoursBy,
    overtimeScope: scope,
    overtimeHours,
    overtimeZone: zone,
  } = draft;
  return {
    ...place,
    ...(lineId ? { lineId } : {}),
    match: {
      ...(serviceId ? { serviceId } : {}),
      ...(role ? { role } : {}),
      ...(workType === 'ticket' || workType === 'ad_hoc' ? { workType } : {}),
      ...(userType ? { userType } : {}),
      ...(hours ? { isAfterHours: hours === 'after' } : {}),
    },
    ...(hours ? { hoursBy } : {}),
    overtime: scope ? { scope, minutes: Math.round(Number(overtimeHours.replace(',', '.')) * 60), zone } : null,
    effect: effectOf(draft),
    holdsOverAgreed: draft.holdsOverAgreed,
    validFrom: draft.validFrom,
  };
}
