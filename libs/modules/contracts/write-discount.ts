import { clients } from '@kelp/clients';
import type { Ctx, z } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { invalid, isCurrency } from '@kelp/std';
import type { addDiscount } from './contract';
import { contractUpdated } from './events';
import { contractLines, contracts } from './tables';
import type { discounts } from './tables/discounts';

type Input = z.output<typeof addDiscount.input>;
export type Target = Input['target'];
type DiscountRow = Row<typeof discounts>;

interface FoundTarget {
  columns: Pick<DiscountRow, 'clientId' | 'contractId' | 'lineId'>;
  /** The contract it belongs to, with its currency; null for a whole client. */
  contract: { id: string; currency: string; clientId: string | null } | null;
}

/** The client, contract or line that a discount is for, locked. Throws not_found. */
export async function findTarget(ctx: Ctx, { kind, id }: Target): Promise<FoundTarget> {
  const none = { clientId: null, contractId: null, lineId: null };
  if (kind === 'client') {
    const client = await ctx.db.lock(clients, id);
    return { columns: { ...none, clientId: client.id }, contract: null };
  }
  const contractId = kind === 'contract' ? id : (await ctx.db.get(contractLines, id)).contractId;
  const contract = await ctx.db.lock(contracts, contractId);
  return { columns: { ...none, ...(kind === 'contract' ? { contractId } : { lineId: id }) }, contract };
}

/** Columns of what a discount takes. A fixed amount of a contract is in its currency; for a client it must be named. */
export function reductionColumns(input: Omit<Input, 'target'>, contractCurrency: string | null) {
  const { reduction, repeats, level, name, isThirdPartyFunded, validFrom, validTo } = input;
  if (validTo !== null && validTo <= validFrom) {
    throw invalid('The discount would end before it begins.', { validTo: 'Choose a later day.' });
  }
  if (reduction.kind === 'percent' && repeats === 'until_used') {
    throw invalid('A percentage is never used up. Let it hold for one invoice or for every one.', {
      repeats: 'Needs an amount.',
    });
  }
  const isMoney = reduction.kind === 'amount' || reduction.cap !== null;
  const currency = isMoney ? (input.currency ?? contractCurrency) : null;
  if (isMoney && (!currency || !isCurrency(currency))) {
    throw invalid('Say in which currency the amount is.', { currency: 'Use a code such as USD.' });
  }
  if (currency && contractCurrency && currency !== contractCurrency) {
    throw invalid(`The contract is in ${contractCurrency}. Enter the amount in its currency.`, {
      currency: 'Another currency.',
    });
  }
  const amounts =
    reduction.kind === 'percent'
      ? { percent: reduction.percent, cap: reduction.cap, amount: null }
      : { percent: null, cap: null, amount: reduction.amount };
  return { name, level, repeats, isThirdPartyFunded, validFrom, validTo, currency, ...amounts };
}

/** Tells who shows the contract that something about it changed. */
export function tellContract(ctx: Ctx, contract: FoundTarget['contract']): void {
  if (contract) ctx.emit(contractUpdated, contract.id, { contractId: contract.id, clientId: contract.clientId });
  ctx.touch('contract');
}
