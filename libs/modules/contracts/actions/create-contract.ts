import { defineAction, type Ctx, type z } from '@kelp/kernel';
import { invalid, type Cycle, type LocalDate } from '@kelp/std';
import { chooseProfile } from '../choose-profile';
import { createContract } from '../contract';
import { contractToday } from '../contract-zone';
import { setEndTimer } from '../end-timer';
import { contractCreated } from '../events';
import { contracts } from '../tables';
import { insertLine, versionFrom } from '../write-line';

type Input = z.output<typeof createContract.input>;

const weekCycles: readonly Cycle[] = ['weekly', 'two_weekly', 'four_weekly'];

/** The columns of an anchor. Cycles of weeks count from a reference date, cycles of months never do. */
function anchorColumns({ anchor, cycle, startsOn }: Input) {
  const isWeeks = weekCycles.includes(cycle);
  if (isWeeks !== (anchor.kind === 'reference')) {
    const sentence = isWeeks
      ? 'A cycle of weeks counts from a reference date. Enter the first day of one of its periods.'
      : 'A cycle of months begins on a day of the month or on its last day, not at a reference date.';
    throw invalid(sentence, { anchor: sentence });
  }
  const anchorDay = anchor.kind === 'day' ? (anchor.dayOfMonth ?? null) : null;
  return { anchorKind: anchor.kind, anchorOn: anchor.date ?? startsOn, anchorDay };
}

/** A contract that has ended on the day it is written was only typed in late: it is not active for a moment. */
const statusOf = (isDraft: boolean, endsOn: LocalDate | null, today: LocalDate) =>
  isDraft ? ('draft' as const) : endsOn !== null && endsOn <= today ? ('ended' as const) : ('active' as const);

/** A contract with its first version and its lines, for the client's billing profile, which is made when there is none. */
export const createContractAction = defineAction(createContract, {
  permission: 'contract.create',
  run: async (ctx, input) => {
    const { clientId, name, startsOn, endsOn, cycle, leadDays, poNumber, isDraft, pricesIncludeTax = false } = input;
    if (endsOn !== null && endsOn < startsOn) {
      throw invalid('The contract ends before it begins.', { endsOn: 'Choose the first day or a later one.' });
    }
    const { id: billingProfileId, currency } = await chooseProfile(ctx, clientId, input);
    const status = statusOf(isDraft, endsOn, await contractToday(ctx, billingProfileId));
    const terms = { cycle, leadDays, poNumber, pricesIncludeTax };
    const facts = { clientId, billingProfileId, name, currency, status, startsOn, endsOn, ...terms };
    const contract = await ctx.db.insert(contracts, { ...facts, ...anchorColumns(input) });
    const lineIds = await writeLines(ctx, contract, input.lines);
    await setEndTimer(ctx, contract);
    ctx.emit(contractCreated, contract.id, { contractId: contract.id, clientId });
    return { id: contract.id, lineIds };
  },
});

async function writeLines(
  ctx: Ctx,
  contract: Parameters<typeof insertLine>[1],
  lines: Input['lines'],
): Promise<string[]> {
  const version = await versionFrom(ctx, contract.id, contract.startsOn);
  const ids: string[] = [];
  for (const line of lines) ids.push((await insertLine(ctx, contract, version, line)).id);
  return ids;
}
