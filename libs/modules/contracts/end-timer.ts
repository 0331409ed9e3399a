import type { Ctx } from '@kelp/kernel';
import { startOfLocalDay } from '@kelp/std';
import { contractZone } from './contract-zone';
import type { ContractRecord } from './write-line';

/** The timer that ends a contract when its last day of service is over. */
export const endTimer = 'contract.end';

/** Sets the timer to the contract's end, or takes it away when there is no end to wait for. */
export async function setEndTimer(ctx: Ctx, contract: ContractRecord): Promise<void> {
  const isWaiting = contract.status === 'active' && contract.endsOn !== null;
  const zone = await contractZone(ctx, contract.billingProfileId);
  const dueAt = isWaiting && contract.endsOn ? startOfLocalDay(contract.endsOn, zone) : null;
  await ctx.setDue(endTimer, contract.id, dueAt, { contractId: contract.id });
}
