import { defineAction, type Ctx, type z } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, placeFrom } from '@kelp/std';
import { changeLine } from '../contract';
import { fallWarnings } from '../domain/usage-sentence';
import { contractUpdated } from '../events';
import { assertPriceHolds } from '../write-project';
import { assertPriced } from '../write-usage';
import { contractLines, contractLineServices, contractLineTerms, contracts, type LineKind } from '../tables';
import { assertServes, assertWithin } from '../days-of-contract';
import { assertNotBilled, versionFrom, type LineRecord } from '../write-line';

type Input = z.output<typeof changeLine.input>;
type Terms = Row<typeof contractLineTerms>;

const fieldsOfKind = {
  fixed: ['price', 'quantity'],
  hourly: ['hourlyRate', 'minimumMinutes', 'incrementMinutes', 'roundingScope'],
  seats: ['price'],
  bucket: [
    'price',
    'includedMinutes',
    'proratesIncluded',
    'rollover',
    'rolloverPeriods',
    'rolloverCap',
    'weights',
    'hourlyRate',
    'minimumMinutes',
    'incrementMinutes',
    'roundingScope',
  ],
  minimum: ['price'],
  prepaid: ['hourlyRate', 'minimumMinutes', 'incrementMinutes', 'roundingScope'],
  usage: ['pricing', 'proratesIncluded'],
  project: [
    'price',
    'includedMinutes',
    'isCapped',
    'hourlyRate',
    'minimumMinutes',
    'incrementMinutes',
    'roundingScope',
  ],
} as const;

const isChangeable = (kind: LineKind): kind is keyof typeof fieldsOfKind => kind in fieldsOfKind;
const allFields = [...fieldsOfKind.bucket, 'quantity', 'pricing', 'isCapped'] as const;
const ofProjectPrice: readonly string[] = ['price', 'includedMinutes'];

/** Minutes as the column keeps them; nothing when they are not among the changes. */
const minutesText = (field: string, minutes: number | null | undefined) =>
  minutes === undefined ? {} : { [field]: minutes === null ? null : String(minutes) };

/** The changed terms among the input. Throws invalid for terms that this kind of line does not have, and for none at all. */
function changesOf(line: LineRecord, input: Input): Partial<Terms> {
  const ofKind: readonly string[] = isChangeable(line.kind) ? fieldsOfKind[line.kind] : [];
  const allowed = line.projectBilling === 'milestones' ? ofProjectPrice : ofKind;
  const given = allFields.filter((field) => input[field] !== undefined);
  const wrong = given.filter((field) => !allowed.includes(field));
  if (wrong.length > 0) {
    const fields = Object.fromEntries(wrong.map((field) => [field, `A line of the kind "${line.kind}" has none.`]));
    throw invalid(`${line.name} has no such terms. Leave them out.`, fields);
  }
  if (given.length === 0) throw invalid('Nothing would change. Enter the new price or terms.');
  if (input.hourlyRate === null && line.kind !== 'hourly' && line.kind !== 'project') {
    throw invalid(`${line.name} needs a rate for what is beyond its hours.`, { hourlyRate: 'Enter a rate.' });
  }
  if (input.pricing) assertPriced(input.pricing);
  if (line.kind === 'project' && input.price !== undefined && Number(input.price) <= 0) {
    throw invalid('A project has a price or a budget.', { price: 'Enter an amount above 0.' });
  }
  if (line.kind === 'minimum' && input.price?.startsWith('-')) {
    throw invalid('The least amount cannot be negative.', { price: 'Not below 0.' });
  }
  const { includedMinutes, rolloverCap, ...others } = Object.fromEntries(
    given.map((field) => [field, input[field]]),
  ) as Partial<Input>;
  return { ...others, ...minutesText('includedMinutes', includedMinutes), ...minutesText('rolloverCap', rolloverCap) };
}

/**
 * New terms of a line from a date, in a version of the contract that begins there. The terms before end there, those of a
 * later change stay, and days that are billed keep what they were billed at.
 */
export const changeLineAction = defineAction(changeLine, {
  permission: 'contract.update',
  run: async (ctx, input) => {
    const { contractId } = await ctx.db.get(contractLines, input.lineId);
    const contract = await ctx.db.lock(contracts, contractId);
    const line = await ctx.db.lock(contractLines, input.lineId);
    assertWithin(ctx, contract, input.from, 'from');
    assertServes(ctx, line, input.from);
    await assertNotBilled(ctx, line, input.from);
    if (line.kind === 'project' && input.price) await assertPriceHolds(ctx, contract, line, input.price);
    if (input.weights) await assertCovered(ctx, line, Object.keys(input.weights));
    const version = await versionFrom(ctx, contractId, input.from, input.note);
    const validTo = await writeTerms(ctx, line, version.id, input.from, changesOf(line, input));
    ctx.emit(contractUpdated, contractId, { contractId, clientId: contract.clientId });
    const warnings = input.pricing ? fallWarnings(input.pricing, contract.currency) : [];
    return { contractId, versionNumber: version.number, validTo, warnings };
  },
});

/** Refuses a weight for a service whose time the bucket does not take. */
async function assertCovered(ctx: Ctx, line: LineRecord, serviceIds: readonly string[]): Promise<void> {
  const covered = new Set((await ctx.db.list(contractLineServices, { lineId: line.id })).map((one) => one.serviceId));
  if (serviceIds.every((id) => covered.has(id))) return;
  throw invalid(`${line.name} does not take the time of one of these services.`, { weights: 'Not covered.' });
}

async function writeTerms(ctx: Ctx, line: LineRecord, versionId: string, from: string, changes: Partial<Terms>) {
  const rows = await ctx.db.list(contractLineTerms, { lineId: line.id });
  const { same, ends, validTo } = placeFrom(rows, from);
  if (same) {
    await ctx.db.update(contractLineTerms, same.id, changes);
    return validTo;
  }
  if (!ends) throw new Error(`Line ${line.id} has no terms on ${from}, though it serves then.`);
  await ctx.db.update(contractLineTerms, ends.id, { validTo: from });
  const { id: _id, tenantId: _tenant, createdAt: _created, updatedAt: _updated, version: _version, ...carried } = ends;
  await ctx.db.insert(contractLineTerms, { ...carried, ...changes, versionId, validFrom: from, validTo });
  return validTo;
}
