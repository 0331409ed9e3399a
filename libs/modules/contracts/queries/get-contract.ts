import { services } from '@kelp/catalog';
import { clients } from '@kelp/clients';
import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { groupBy, inForce, rangeContains } from '@kelp/std';
import { orderedSteps } from '@kelp/std/pricing';
import { getContract, type ContractCard, type ContractLineCard } from '../contract';
import { contractToday } from '../contract-zone';
import { anchorOf } from '../domain/anchor-of';
import { rateRulesSentence } from '../domain/rate-rule-sentence';
import { contractSentence, lineSentence, type ContractFacts } from '../domain/contract-sentences';
import {
  billingProfiles,
  contractLines,
  contractLineServices,
  contractLineTerms,
  contracts,
  contractVersions,
} from '../tables';
import { contractLineMembers } from '../tables/members';
import { quantityEvents } from '../tables/quantity-events';
import { minutesLeft } from '../slots';
import { rulesIn } from '../rate-rule-list';
import { ordersOfContract, readPurchaseOrders } from './list-purchase-orders';
import { ruleCards } from './list-rate-rules';
import { readHours } from './line-hours';
import { readProjects } from './line-projects';
import { readUsage } from './line-usage';
import type { ContractRecord } from '../write-line';

/** One contract: its sentences, lines with the terms of all dates, versions and special rates. */
export const getContractQuery = defineQuery(getContract, {
  permission: 'contract.read',
  run: async (ctx, { id }) => {
    const contract = await ctx.db.get(contracts, id);
    const today = await contractToday(ctx, contract.billingProfileId);
    const facts = { ...contract, anchor: anchorOf(contract) };
    const parts = await readParts(ctx, contract, today);
    const lines = lineCards(ctx, facts, parts, today);
    const { client, billingProfile, versions, rules, general, orders } = parts;
    return {
      ...contract,
      client,
      billingProfile,
      lineCount: lines.length,
      anchor: { kind: contract.anchorKind, date: contract.anchorOn, dayOfMonth: contract.anchorDay },
      sentences: [
        contractSentence(facts, ctx.locale),
        ...lines.map((line) => line.sentence),
        ...rateRulesSentence('Special rates', rules, today),
        ...rateRulesSentence('After those, special rates of the workspace', general, today),
        ...orders.filter(({ validTo }) => validTo === null || validTo > today).map(({ sentence }) => sentence),
      ],
      lines,
      versions,
      rateRules: rules,
      today,
      abilities: abilitiesOf(ctx, ['contract.update', 'contract.delete', 'billing_profile.read']),
    } satisfies ContractCard;
  },
});

async function readParts(ctx: ReadCtx, contract: ContractRecord, today: string) {
  const lines = await ctx.db.list(contractLines, { contractId: contract.id }, { orderBy: 'position' });
  const lineId = lines.map((line) => line.id);
  const withHours = lines.filter(({ kind }) => kind === 'bucket' || kind === 'prepaid').map(({ id }) => id);
  const [
    terms,
    covered,
    members,
    quantities,
    versions,
    rules,
    general,
    orders,
    client,
    profile,
    hours,
    left,
    usage,
    projects,
  ] = await Promise.all([
    ctx.db.list(contractLineTerms, { lineId }, { orderBy: 'validFrom' }),
    ctx.db.list(contractLineServices, { lineId }),
    ctx.db.list(contractLineMembers, { lineId }, { orderBy: 'position' }),
    ctx.db.list(quantityEvents, { lineId }, { orderBy: 'id' }),
    ctx.db.list(contractVersions, { contractId: contract.id }, { orderBy: 'validFrom' }),
    rulesIn(ctx, contract.id).then((rows) => ruleCards(ctx, rows)),
    lines.some(({ kind }) => kind === 'hourly') ? rulesIn(ctx, null).then((rows) => ruleCards(ctx, rows)) : [],
    contract.clientId ? readPurchaseOrders(ctx, ordersOfContract(contract)) : [],
    contract.clientId ? ctx.db.get(clients, contract.clientId) : null,
    contract.billingProfileId ? ctx.db.get(billingProfiles, contract.billingProfileId) : null,
    readHours(ctx, withHours),
    withHours.length > 0 ? ctx.askSlot(minutesLeft, { lineIds: withHours, workDate: today }) : {},
    readUsage(ctx, contract, lines, today),
    readProjects(ctx, lines),
  ]);
  const used = [...lines.map((line) => line.serviceId), ...[...covered, ...members].map((one) => one.serviceId)];
  const names = new Map((await ctx.db.list(services, { id: [...new Set(used)] })).map(({ id, name }) => [id, name]));
  return {
    lines,
    terms: groupBy(terms, (one) => one.lineId),
    covered: groupBy(covered, (one) => one.lineId),
    members: groupBy(members, (one) => one.lineId),
    quantities: groupBy(quantities, (one) => one.lineId),
    ...hours,
    ...usage,
    ...projects,
    left: left as Record<string, string>,
    versions,
    rules,
    general,
    orders,
    client: client && { id: client.id, name: client.name },
    billingProfile: profile && { id: profile.id, name: profile.name },
    named: (id: string) => ({ id, name: names.get(id) ?? '' }),
  };
}

type Parts = Awaited<ReturnType<typeof readParts>>;

function lineCards(ctx: ReadCtx, facts: ContractFacts, parts: Parts, today: string): ContractLineCard[] {
  const numbers = new Map(parts.versions.map((version) => [version.id, version.number]));
  return parts.lines.map((line) => {
    const terms = parts.terms.get(line.id) ?? [];
    const coveredServices = (parts.covered.get(line.id) ?? []).map(({ serviceId, weight }) => ({
      ...parts.named(serviceId),
      weight,
    }));
    const quantities = orderedSteps(
      (parts.quantities.get(line.id) ?? []).map(({ onDate, ...one }) => ({ ...one, onDate, from: onDate })),
    );
    const coveredNames = coveredServices.map(({ name, weight }) =>
      weight === '1' ? name : `${name} (each minute counts ${weight})`,
    );
    const meter = parts.meterOf(line);
    const project = parts.projectOf(line, terms, today);
    const members = (parts.members.get(line.id) ?? []).map(({ serviceId, weight }) => ({
      ...parts.named(serviceId),
      weight,
    }));
    return {
      ...line,
      project,
      meter,
      members,
      usage: parts.usageOf(line.id),
      service: parts.named(line.serviceId),
      coveredServices,
      quantities,
      bucketStates: parts.states.get(line.id) ?? [],
      lots: parts.lots.get(line.id) ?? [],
      minutesLeft: parts.left[line.id] ?? null,
      sentence: lineSentence(
        { ...line, terms, coveredNames, quantities, meter, members, project },
        facts,
        today,
        ctx.locale,
      ),
      termsInForce: serves(line, facts, today) ? (inForce(terms, today)?.id ?? null) : null,
      terms: terms.map((one) => ({ ...one, versionNumber: numbers.get(one.versionId) ?? 0 })),
    };
  });
}

const serves = (line: Row<typeof contractLines>, contract: ContractFacts, today: string): boolean =>
  [line, contract].every(({ startsOn, endsOn }) => rangeContains({ start: startsOn, end: endsOn }, today));
