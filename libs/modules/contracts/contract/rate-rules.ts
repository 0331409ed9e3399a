import { positivePrice, tradeDate } from '@kelp/catalog/contract';
import { abilities, contract, currencyCode, idOf, lineOfText, localDate, z } from '@kelp/kernel/contract';

/** What a rule asks of the work; what is left out fits all. */
const match = z.object({
  serviceId: idOf('service').optional(),
  role: lineOfText(100).optional(),
  workType: z.enum(['ticket', 'ad_hoc']).optional(),
  userType: lineOfText(100).optional(),
  isAfterHours: z.boolean().optional(),
});

/** Work across the end or begin of business hours: each minute by its own time of day, or the whole of it by its begin. */
export const hoursBy = z.enum(['minute', 'begin']);
export type HoursBy = z.output<typeof hoursBy>;

export const overtimeScope = z.enum(['entry', 'day', 'week']);
export type OvertimeScope = z.output<typeof overtimeScope>;

/** Work of one person for one client beyond so many minutes of an entry, a day or a week (from Monday) in a zone. */
const overtime = z.object({
  minutes: z.number().int().min(1, 'Overtime begins after 1 minute or more.').max(10_080),
  scope: overtimeScope,
  /** IANA zone of the days and weeks; that of the contract or the workspace when it is left out. */
  zone: z.string().max(64).optional(),
});

const multiplier = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,6})?$/, 'Give a multiplier such as 1.5.')
  .refine((text) => Number(text) > 0, 'A multiplier is more than 0. For work that costs nothing, give a rate of 0.');

/** Minor units an hour by currency, or what the rate that would hold without rules is multiplied by. */
const effect = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rate'),
    rates: z.record(currencyCode, positivePrice).refine((rates) => Object.keys(rates).length > 0, 'Give a rate.'),
  }),
  z.object({ kind: z.literal('multiplier'), multiplier }),
]);
export type RateEffect = z.output<typeof effect>;

export const saveRateRule = contract({
  name: 'rate_rule.save',
  input: z.object({
    /** The rule that changes from the day on; a new one, at the end of its list, when it is left out. */
    id: idOf('rate rule').optional(),
    /** Whose list a new rule joins; that of the workspace when it is left out. */
    contractId: idOf('contract').optional(),
    /** One hourly line of the contract, or every one. */
    lineId: idOf('contract line').optional(),
    match: match.default({}),
    /** With `isAfterHours`; as the rule has it, and by the minute for a new one, when it is left out. */
    hoursBy: hoursBy.optional(),
    overtime: overtime.nullable().default(null),
    effect,
    /** Whether a rule of the workspace also holds where a contract line has a rate of its own. */
    holdsOverAgreed: z.boolean().default(true),
    validFrom: tradeDate,
  }),
  output: z.object({ id: z.uuid(), number: z.number() }),
});

export const endRateRule = contract({
  name: 'rate_rule.end',
  input: z.object({
    id: idOf('rate rule'),
    /** The first day without the rule. */
    validTo: tradeDate,
  }),
  output: z.object({ id: z.uuid() }),
});

export const orderRateRules = contract({
  name: 'rate_rule.order',
  input: z.object({
    contractId: idOf('contract').optional(),
    /** Every rule that has not ended by the day, the first to win first; ended ones are passed over. */
    ids: z.array(idOf('rate rule')).min(1).max(200),
    /** The first day of the new order. */
    from: tradeDate,
  }),
  output: z.object({ ids: z.array(z.uuid()) }),
});

const named = z.object({ id: z.uuid(), name: z.string() });

export const rateRuleVersion = z.object({
  /** The rule; versions of one rule share it. */
  id: z.uuid(),
  number: z.number(),
  position: z.number(),
  line: named.nullable(),
  service: named.nullable(),
  role: z.string().nullable(),
  workType: z.string().nullable(),
  userType: z.string().nullable(),
  isAfterHours: z.boolean().nullable(),
  hoursBy,
  overtime: overtime.required().nullable(),
  effect,
  holdsOverAgreed: z.boolean(),
  validFrom: localDate,
  validTo: localDate.nullable(),
  sentence: z.string(),
});
export type RateRuleCard = z.output<typeof rateRuleVersion>;

export const listRateRules = contract({
  name: 'rate_rule.list',
  input: z.object({ contractId: idOf('contract').optional() }),
  output: z.object({
    /** Versions that hold today or later, in order; of each rule the one of today, else its next. */
    rules: z.array(rateRuleVersion),
    /** Versions to come of rules above, and those that are over, the latest first. */
    others: z.array(rateRuleVersion),
    /** Currency of a rate: the contract's, or what the workspace and its contracts use. */
    currencies: z.array(z.string()),
    /** Roles to choose from. */
    roles: z.array(z.string()),
    /** Staff, to try rates with. */
    people: z.array(named),
    zone: z.string(),
    today: localDate,
    abilities,
  }),
});
export type RateRuleList = z.output<typeof listRateRules.output>;
