import { contract, idOf, localDate, z } from '@kelp/kernel/contract';
import { tradeDate } from '@kelp/catalog/contract';

const named = z.object({ id: z.uuid(), name: z.string() });

/** A rule that was tried: whether it sets a rate, else why it does not. */
const triedRule = z.object({
  id: z.uuid(),
  version: z.number(),
  place: z.enum(['contract', 'workspace']),
  position: z.number(),
  sentence: z.string(),
  wins: z.boolean(),
  reason: z.string(),
});
export type TriedRule = z.output<typeof triedRule>;

/** Minutes of the work at one rate. */
const probedPart = z.object({
  from: z.number(),
  minutes: z.number(),
  /** Exact minor units an hour; null where nothing gives a rate, which would keep the invoice back. */
  rate: z.string().nullable(),
  source: z.enum(['contract_rule', 'workspace_rule', 'contract', 'catalogue', 'none']),
  ruleId: z.uuid().nullable(),
  sentence: z.string(),
});
export type ProbedPart = z.output<typeof probedPart>;

/** Who works on what and when: which rule wins, at what rate, and why the others do not. Writes nothing. */
export const probeRate = contract({
  name: 'rate_rule.probe',
  input: z.object({
    clientId: idOf('client'),
    serviceId: idOf('service'),
    userId: idOf('user'),
    workType: z.enum(['ticket', 'ad_hoc']).default('ticket'),
    /** Local date and time of the start in the workspace's zone. */
    on: tradeDate,
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give a time such as 17:30.'),
    minutes: z.number().int().min(1).max(1440).default(60),
  }),
  output: z.object({
    zone: z.string(),
    on: localDate,
    currency: z.string(),
    /** The contract line that pays; null where none does. */
    line: named.extend({ contract: z.string() }).nullable(),
    /** Why it pays, or why no rate by the hour is asked for. */
    reason: z.string(),
    worker: z.object({ name: z.string(), role: z.string().nullable(), isAfterHours: z.boolean().nullable() }),
    parts: z.array(probedPart),
    rules: z.array(triedRule),
  }),
});
export type ProbedRate = z.output<typeof probeRate.output>;
