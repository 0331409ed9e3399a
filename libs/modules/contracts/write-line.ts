import { services } from '@kelp/catalog';
import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, placeFrom, refused, type LocalDate } from '@kelp/std';
import type { NewLine } from './contract';
import { dayText } from './days-of-contract';
import { billedUntil } from './slots';
import { assertBundle, assertOneMinimum, insertMembers } from './write-commitments';
import { insertProject, projectTerms } from './write-project';
import { assertMetered } from './write-usage';
import { quantityEvents } from './tables/quantity-events';
import { contractLines, contractLineServices, contractLineTerms, contracts, contractVersions } from './tables';

export type ContractRecord = Row<typeof contracts>;
export type VersionRecord = Row<typeof contractVersions>;
export type LineRecord = Row<typeof contractLines>;

/** Refuses a change from a day that is on an invoice already: what was billed at a price stays at that price. */
export async function assertNotBilled(ctx: Ctx, line: { id: string; name: string }, from: LocalDate): Promise<void> {
  const until = await ctx.askSlot(billedUntil, { lineId: line.id });
  if (until === null || until <= from) return;
  const date = dayText(ctx, until);
  const sentence = `${line.name} is billed for the days before ${date}. Choose ${date} or later, or correct the invoice with a credit note.`;
  throw refused('contract.billed', sentence, { billedUntil: until });
}

/** The version that begins on the date; a new one ends the version in force there. The caller holds the contract's lock. */
export async function versionFrom(ctx: Ctx, contractId: string, from: LocalDate, note = ''): Promise<VersionRecord> {
  const versions = await ctx.db.list(contractVersions, { contractId }, { orderBy: 'number' });
  const { same, ends, validTo } = placeFrom(versions, from);
  if (same) return same;
  if (ends) await ctx.db.update(contractVersions, ends.id, { validTo: from });
  const number = (versions.at(-1)?.number ?? 0) + 1;
  return ctx.db.insert(contractVersions, { contractId, number, validFrom: from, validTo, note });
}

function termsOf(line: NewLine) {
  if (line.kind === 'fixed') return { price: line.price, quantity: line.quantity };
  if (line.kind === 'seats' || line.kind === 'minimum') return { price: line.price };
  if (line.kind === 'project') return projectTerms(line);
  if (line.kind === 'usage') return { pricing: line.pricing, proratesIncluded: line.proratesIncluded };
  const { hourlyRate, minimumMinutes, incrementMinutes, roundingScope } = line;
  const work = { hourlyRate, minimumMinutes, incrementMinutes, roundingScope };
  if (line.kind !== 'bucket') return work;
  const { price, includedMinutes, proratesIncluded, rollover, rolloverPeriods, rolloverCap } = line;
  const lasting = rollover === 'none' ? { rolloverPeriods: null, rolloverCap: null } : { rolloverPeriods };
  return {
    ...work,
    price,
    includedMinutes: String(includedMinutes),
    proratesIncluded,
    rollover,
    ...(rolloverCap === null ? {} : { rolloverCap: String(rolloverCap) }),
    ...lasting,
  };
}

/** Work is known only afterwards, and an hourly line always takes the time of its own service. */
function shapeOf(line: NewLine) {
  if (line.kind === 'hourly') {
    const covered = [{ serviceId: line.serviceId, weight: '1' }];
    return { timing: 'arrears' as const, proration: 'actual' as const, covered };
  }
  if (line.kind === 'prepaid') {
    return { timing: 'arrears' as const, proration: 'actual' as const, covered: line.coveredServices };
  }
  if (line.kind === 'project') {
    return { timing: 'arrears' as const, proration: 'actual' as const, covered: includedServices(line) };
  }
  // A period of usage is priced whole, whatever the table of prices: tiers see the quantity of all its days.
  if (line.kind === 'usage') return { timing: 'arrears' as const, proration: 'none' as const, covered: [] };
  if (line.kind === 'minimum') {
    const proration = line.prorates ? ('actual' as const) : ('none' as const);
    return { timing: 'arrears' as const, proration, covered: [] };
  }
  const covered = line.kind === 'bucket' ? line.coveredServices : includedServices(line);
  return { timing: line.timing, proration: line.proration, covered };
}

/** A fee includes the time of the services it names; work by the hour always that of its own service too. */
function includedServices(line: NewLine) {
  if (line.kind !== 'fixed' && line.kind !== 'project') return [];
  const own = line.kind === 'project' && line.billing === 'hourly' ? [line.serviceId] : [];
  return [...new Set([...own, ...line.includedServiceIds])].map((serviceId) => ({ serviceId, weight: '1' }));
}

/** Writes a line at the end of its contract, with the services it covers and its first terms, from the date of the version. */
export async function insertLine(
  ctx: Ctx,
  contract: ContractRecord,
  version: VersionRecord,
  line: NewLine,
): Promise<LineRecord> {
  const service = await ctx.db.get(services, line.serviceId);
  assertProration(contract, line);
  if (line.kind === 'seats') assertCountable(line);
  if (line.kind === 'fixed') assertBundle(line.members ?? []);
  if (line.kind === 'minimum') await assertOneMinimum(ctx, contract, version.validFrom);
  if (line.kind === 'usage') await assertMetered(ctx, contract, version.validFrom, line);
  const { timing, proration, covered } = shapeOf(line);
  const others = await ctx.db.list(contractLines, { contractId: contract.id });
  const { kind, serviceId, name = service.name } = line;
  const startsOn = version.validFrom;
  const position = Math.max(0, ...others.map((other) => other.position)) + 1;
  const countMethod = line.kind === 'seats' ? line.countMethod : null;
  const meterId = line.kind === 'usage' ? line.meterId : null;
  const ofProject = line.kind === 'project' ? { projectBilling: line.billing, endsOn: line.endsOn } : {};
  const shape = { timing, proration, countMethod, meterId, ...ofProject };
  const fields = { contractId: contract.id, kind, serviceId, name, position, startsOn, ...shape };
  const written = await ctx.db.insert(contractLines, fields);
  for (const one of covered) await ctx.db.insert(contractLineServices, { lineId: written.id, ...one });
  const terms = { lineId: written.id, kind, versionId: version.id, validFrom: startsOn };
  await ctx.db.insert(contractLineTerms, { ...terms, ...termsOf(line) });
  if (line.kind === 'seats') await firstQuantity(ctx, written, line);
  if (line.kind === 'project') await insertProject(ctx, contract, written, line);
  if (line.kind === 'fixed') await insertMembers(ctx, written.id, line.members ?? []);
  return written;
}

function assertProration(contract: ContractRecord, line: NewLine): void {
  if (!('proration' in line) || line.proration !== 'fixed_30' || contract.anchorKind !== 'reference') return;
  throw invalid('Months of 30 days need a cycle of months. Use actual days for a cycle of weeks.', {
    proration: 'Needs a cycle of months.',
  });
}

type SeatsLine = Extract<NewLine, { kind: 'seats' }>;

/** In advance only the count of the first day is known; a count by day follows the changes, which needs days to share the price by. */
function assertCountable({ timing, countMethod, proration }: SeatsLine): void {
  if (timing === 'advance' && (countMethod === 'end' || countMethod === 'peak')) {
    throw invalid('In advance only the count of the first day is known. Count by day, or bill in arrears.', {
      countMethod: 'Not known in advance.',
    });
  }
  if (timing === 'advance' && countMethod === 'daily' && proration === 'none') {
    throw invalid('A count by day shares the price by days. Choose actual days, or count the first day only.', {
      proration: 'Needs days.',
    });
  }
}

/** The count that a line begins with. */
async function firstQuantity(ctx: Ctx, { id, startsOn }: LineRecord, { quantity, names }: SeatsLine): Promise<void> {
  const recorded = { recordedBy: ctx.actor.name, recordedAt: ctx.now() };
  const count = { lineId: id, onDate: startsOn, quantity, source: 'person', sourceRef: ctx.newId(), names };
  await ctx.db.insert(quantityEvents, { ...count, ...recorded });
}
