import type { Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { addDays, formatMoney, invalid, refused } from '@kelp/std';
import { milestoneAmounts } from '@kelp/std/pricing';
import type { NewLine, NewMilestone } from './contract';
import { assertWithin } from './days-of-contract';
import { projectsHeld, type ProjectHeld } from './slots';
import { contractLineTerms, type contractLines, type contracts } from './tables';
import { projectDeposits, projectMilestones } from './tables/projects';

type ProjectLine = Extract<NewLine, { kind: 'project' }>;
type Line = Row<typeof contractLines>;
type Contract = Row<typeof contracts>;
type Milestone = Row<typeof projectMilestones>;

/** The first terms of a project; only work by the hour has rates and minutes. */
export function projectTerms(line: ProjectLine) {
  const { billing, price, isCapped, plannedMinutes, hourlyRate, minimumMinutes, incrementMinutes, roundingScope } =
    line;
  const planned = plannedMinutes === null ? {} : { includedMinutes: String(plannedMinutes) };
  if (billing === 'milestones') return { price, ...planned };
  return { price, isCapped, ...planned, hourlyRate, minimumMinutes, incrementMinutes, roundingScope };
}

/** A share as the columns of a milestone keep it. */
export function shareColumns({ name, share, plannedOn }: NewMilestone) {
  return {
    name,
    plannedOn,
    kind: share.kind,
    amount: share.kind === 'amount' ? share.amount : null,
    percent: share.kind === 'percent' ? share.percent : null,
  };
}

/** Milestones and deposits of a new project. */
export async function insertProject(ctx: Ctx, contract: Contract, line: Line, input: ProjectLine): Promise<void> {
  const { billing, milestones, deposits, endsOn, isCapped } = input;
  if (endsOn !== null) {
    if (endsOn <= line.startsOn)
      throw invalid('The project would end before it begins.', { endsOn: 'Choose a later day.' });
    assertWithin(ctx, contract, addDays(endsOn, -1), 'endsOn');
  }
  if (billing === 'hourly' && milestones.length > 0) throw noMilestones(line);
  if (billing === 'milestones' && isCapped) {
    throw invalid('A price by milestones is fixed. Only work by the hour can have a most amount.', {
      isCapped: 'Only by the hour.',
    });
  }
  assertMilestones(ctx, contract, input.price, milestones.map(shareColumns));
  for (const [at, milestone] of milestones.entries()) {
    await ctx.db.insert(projectMilestones, { lineId: line.id, position: at + 1, ...shareColumns(milestone) });
  }
  for (const deposit of deposits) await ctx.db.insert(projectDeposits, { lineId: line.id, ...deposit });
}

export const noMilestones = ({ name }: { name: string }) =>
  refused('contract.no_milestones', `${name} is paid by the hour. Only a project with a fixed price has milestones.`);

/**
 * Refuses milestones that are more than the price, and any after the one that takes the rest. Returns what of the price
 * nobody has, in minor units. Throws invalid with the amounts.
 */
export function assertMilestones(
  ctx: Ctx,
  { currency }: { currency: string },
  price: string,
  milestones: readonly (Pick<Milestone, 'kind' | 'amount' | 'percent'> & { billed?: bigint | null })[],
): bigint {
  const rest = milestones.findIndex(({ kind }) => kind === 'rest');
  if (rest !== -1 && rest !== milestones.length - 1) {
    throw invalid('What is left of the price is taken by the last milestone. Move it to the end.', {
      milestones: 'The rest comes last.',
    });
  }
  const { unallocated } = milestoneAmounts(price, milestones);
  if (unallocated < 0n) {
    const over = formatMoney(-unallocated, currency, ctx.locale);
    throw invalid(
      `The milestones are ${over} more than the price of the project. Lower one, or raise the price first.`,
      {
        milestones: `${over} too much.`,
      },
    );
  }
  return unallocated;
}

/** What living invoices hold of a project, by the id of the milestone or deposit. */
export async function heldOf(ctx: Ctx, lineId: string): Promise<Map<string, ProjectHeld>> {
  const { held } = await ctx.askSlot(projectsHeld, { lineIds: [lineId] });
  return new Map(held.map((one) => [one.id, one]));
}

/** That something of a project is on an invoice, with the way out. */
export const onInvoice = (what: string, { invoice }: ProjectHeld) =>
  refused(
    'project.billed',
    `${what} is on ${invoice.name}. ${invoice.isDraft ? 'Delete the draft' : 'Void the invoice, or give a credit note,'} first.`,
  );

/** The price of a project as it was agreed last. */
export async function lastPrice(ctx: Ctx, lineId: string): Promise<string> {
  const terms = await ctx.db.list(contractLineTerms, { lineId }, { orderBy: 'validFrom', direction: 'desc' });
  return terms[0]?.price ?? '0';
}

/** Refuses a price below what the milestones have. */
export async function assertPriceHolds(ctx: Ctx, contract: Contract, line: Line, price: string): Promise<void> {
  const [milestones, held] = await Promise.all([
    ctx.db.list(projectMilestones, { lineId: line.id }, { orderBy: 'position' }),
    heldOf(ctx, line.id),
  ]);
  assertMilestones(
    ctx,
    contract,
    price,
    milestones.map((one) => ({ ...one, billed: held.get(one.id)?.amount ?? null })),
  );
}
