import { services } from '@kelp/catalog';
import { clients } from '@kelp/clients';
import { billingProfiles, overtimeText, ruleCards, rulesIn, type RateRuleCard } from '@kelp/contracts';
import { defineQuery, type ReadCtx, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { inForce, invalid, localDate, rangeContains, wallToInstants } from '@kelp/std';
import { readTenant } from '@kelp/tenants';
import { workspaceHours } from '@kelp/tickets';
import { clockText, payingLine, readWorker, type PayingLine } from '@kelp/time';
import { probeRate, type ProbedPart, type TriedRule } from '../contract';
import {
  chooseRate,
  inRuleOrder,
  missOf,
  rateCuts,
  workedKey,
  type RatedWork,
  type RuleMiss,
} from '../domain/choose-rate';
import type { CatalogueService, HourlyTerms, RateRule } from '../domain/invoice-input';
import { priceText } from '../domain/price-text';
import { catalogueOf, rulesOf } from '../load/book';
import { hourlyTerms } from '../load/due-line';
import { hoursOfWork } from '../load/hours-of-work';
import { loadLinesOf, loadPrices, loadRules, loadServices, loadTermsOf } from '../load/load-rows';
import type { LineRow } from '../load/rows';
import { workedBefore } from '../load/worked-before';

type Input = z.output<typeof probeRate.input>;
type Probed = RatedWork & { minutes: number };
type PricingLine = { contractId: string; lineId: string; terms: HourlyTerms };

/** What rates are chosen from, as a billing run would load it. */
interface Book {
  currency: string;
  rules: RateRule[];
  line: PricingLine | null;
  service: CatalogueService | undefined;
}

/** The instant of the wall time. Throws invalid for one that the clocks skipped. */
function startOf({ on, at }: Input, zone: string): Date {
  const [hours = '0', minutes = '0'] = at.split(':');
  const [instant] = wallToInstants(on, Number(hours) * 60 + Number(minutes), zone);
  if (!instant) throw invalid('Clocks skipped this time on that day. Choose another.', { at: 'Not on the clock.' });
  return instant;
}

/** Why the paying line asks for no rate by the hour; null for an hourly line and for work that no contract covers. */
function unrated(answer: PayingLine, line: LineRow | undefined): string | null {
  if (answer.kind === 'ambiguous') {
    return `Several lines could pay: ${answer.candidates.map(({ name }) => name).join(', ')}. Somebody chooses first.`;
  }
  if (!line || line.kind === 'hourly') return null;
  const rest = line.kind === 'fixed' ? 'The fee includes this work.' : 'Beyond its hours its own rate holds.';
  return `${answer.kind === 'line' ? answer.reason : ''} ${rest} Special rates are for hourly lines.`.trim();
}

async function currencyOf(ctx: ReadCtx, clientId: string, line: LineRow | undefined): Promise<string> {
  if (line) return line.currency;
  const profile = await ctx.db.find(billingProfiles, { clientId, isDefault: true });
  return profile?.currency ?? (await readTenant(ctx)).currency;
}

const missWords: Record<Exclude<RuleMiss, 'overtime'>, string> = {
  contract: 'It belongs to a contract that does not pay for this work.',
  line: 'It is for another line of the contract.',
  date: 'It does not hold on this day.',
  service: 'It is for another service.',
  role: 'It is for another role.',
  work_type: 'It is for another kind of work.',
  user_type: 'It is for another type of user.',
  hours: 'It is for other hours of the day.',
  agreed: 'It gives way to the rate that the contract line has of its own.',
};

/** Why a rule sets no rate here: what it asks that this work is not, or which rule comes first. */
function whyNot(rule: RateRule, work: Probed, { line, rules }: Book): string {
  const miss = missOf(rule, work, line, work.minutes - 1);
  if (miss === 'overtime' && rule.overtime) {
    const before = work.workedBefore?.[workedKey(rule.overtime)] ?? 0;
    return `Its overtime begins ${overtimeText(rule.overtime)}; with this work it is ${clockText(before + work.minutes)} h.`;
  }
  if (miss && miss !== 'overtime') return missWords[miss];
  const first = rules.find((one) => missOf(one, work, line, work.minutes - 1) === null);
  const place = first?.contractId === null ? 'workspace' : 'contract';
  return `Rule ${first?.position ?? ''} of the ${place} comes first.`;
}

function partsOf(work: Probed, book: Book): ProbedPart[] {
  const cuts = rateCuts(work, book.line, book.rules);
  return cuts.map((from, index) => {
    const chosen = chooseRate(work, book.line, book.rules, book.service, from);
    const minutes = (cuts[index + 1] ?? work.minutes) - from;
    if (chosen.rate === null) {
      const sentence = chosen.rule
        ? `Rule ${chosen.rule.position} wins and gives no rate in ${book.currency}: this would keep the invoice back.`
        : `There is no hourly rate in ${book.currency}: this would keep the invoice back.`;
      return { from, minutes, rate: null, source: 'none', ruleId: chosen.rule?.id ?? null, sentence };
    }
    const { rate, multiplied, ruleId } = chosen;
    const how = multiplied ? ` (${priceText(multiplied.base, book.currency)} × ${multiplied.by})` : '';
    const sentence = `${clockText(minutes)} h at ${priceText(rate, book.currency)} an hour${how}`;
    const source = chosen.source === 'entry' ? 'none' : chosen.source;
    return { from, minutes, rate, source, ruleId, sentence };
  });
}

const usedIds = (parts: readonly ProbedPart[]) =>
  new Set(
    parts.flatMap(({ source, ruleId }) => (source === 'contract' || source === 'catalogue' ? [] : (ruleId ?? []))),
  );

function triedRules(work: Probed, book: Book, parts: readonly ProbedPart[], cards: readonly RateRuleCard[]) {
  const winners = usedIds(parts);
  const cardOf = new Map(cards.map((card) => [`${card.id} ${card.number}`, card]));
  // Of a rule that has changed, only the version of the day, or the latest.
  const latest = new Map<string, RateRule>();
  for (const rule of book.rules) {
    if (!latest.has(rule.id) || rangeContains(rule.valid, work.workDate)) latest.set(rule.id, rule);
  }
  return [...latest.values()].map((rule): TriedRule => {
    const wins = winners.has(rule.id) && rangeContains(rule.valid, work.workDate);
    return {
      id: rule.id,
      version: rule.version,
      place: rule.contractId === null ? 'workspace' : 'contract',
      position: rule.position,
      sentence: cardOf.get(`${rule.id} ${rule.version}`)?.sentence ?? '',
      wins,
      reason: wins ? 'It is the first that fits.' : whyNot(rule, work, book),
    };
  });
}

/** Everything a rate depends on, and the rules in words. */
async function bookOf(ctx: ReadCtx, { clientId, serviceId, on }: Input, row: LineRow | undefined) {
  const contractIds = new Set(row ? [row.contractId] : []);
  const [currency, ruleRows, allServices, prices, terms, general, own] = await Promise.all([
    currencyOf(ctx, clientId, row),
    loadRules(ctx, [clientId]),
    loadServices(ctx),
    loadPrices(ctx),
    row ? loadTermsOf(ctx, sql`select ${row.id}::uuid`) : [],
    rulesIn(ctx, null),
    row ? rulesIn(ctx, row.contractId) : [],
  ]);
  const held = inForce(terms, on);
  const line = row && held && { contractId: row.contractId, lineId: row.id, terms: hourlyTerms([held])[0] };
  const [service] = catalogueOf(
    allServices.filter(({ id }) => id === serviceId),
    prices,
    currency,
  );
  const rules = inRuleOrder(rulesOf(ruleRows, contractIds, currency));
  const pricing = line?.terms ? { ...line, terms: line.terms } : null;
  const book: Book = { currency, rules, line: pricing, service };
  return { book, ruleRows, cards: await ruleCards(ctx, [...own, ...general]) };
}

/** Which special rate wins for work, by the same functions as the billing run, with the reason for every rule. */
export const probeRateQuery = defineQuery(probeRate, {
  permission: 'rate_rule.read',
  run: async (ctx, input) => {
    const { clientId, serviceId, userId, workType, minutes } = input;
    const [, , worker, { zone }, hours] = await Promise.all([
      ctx.db.get(clients, clientId),
      ctx.db.get(services, serviceId),
      readWorker(ctx, userId),
      readTenant(ctx),
      ctx.askSlot(workspaceHours, {}),
    ]);
    const startedAt = startOf(input, zone);
    const workDate = localDate(startedAt, worker.zone);
    const answer = await ctx.askSlot(payingLine, { clientId, serviceId, workDate });
    const [row] = answer.kind === 'line' ? await loadLinesOf(ctx, [answer.lineId]) : [];
    const { book, ruleRows, cards } = await bookOf(ctx, { ...input, on: workDate }, row);
    const at = hoursOfWork(hours, startedAt, minutes);
    const before = await workedBefore(ctx, ruleRows, [{ id: '', clientId, userId, startedAt, minutes }]);
    const { role, userType } = worker;
    const facts = { workDate, serviceId, role, workType, userType, ...at };
    const work: Probed = { ...facts, rateOverride: null, workedBefore: before.get('') ?? {}, minutes };
    const reason = unrated(answer, row);
    const parts = reason === null ? partsOf(work, book) : [];
    return {
      ...{ zone, on: workDate, currency: book.currency },
      line: row ? { id: row.id, name: row.name, contract: row.contractName } : null,
      reason: reason ?? (answer.kind === 'ambiguous' ? '' : answer.reason),
      worker: { name: worker.name, role, isAfterHours: hours === null ? null : at.isAfterHours },
      parts,
      rules: reason === null ? triedRules(work, book, parts, cards) : [],
    };
  },
});
