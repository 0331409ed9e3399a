import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, refused, type LocalDate } from '@kelp/std';
import { tiersProblem } from '@kelp/std/pricing';
import type { NewLine, UsagePricingTerms } from './contract';
import { meters } from './tables/usage';

type UsageLine = Extract<NewLine, { kind: 'usage' }>;

/** Refuses a table of prices that leaves a quantity without one. */
export function assertPriced(pricing: UsagePricingTerms): void {
  if (!('tiers' in pricing)) return;
  const problem = tiersProblem(pricing.tiers);
  if (problem) throw invalid(problem, { tiers: problem });
}

/** Refuses a meter that takes no events, and one that a line of the client takes already: its usage would be billed twice. */
export async function assertMetered(
  ctx: Ctx,
  contract: { clientId: string | null; endsOn: LocalDate | null },
  from: LocalDate,
  { meterId, pricing }: UsageLine,
): Promise<void> {
  assertPriced(pricing);
  const meter = await ctx.db.get(meters, meterId);
  if (!meter.isActive) {
    throw refused('meter.inactive', `${meter.name} takes no more events. Put it back in use, or choose another meter.`);
  }
  const other = await ctx.db.maybe<{ name: string }>(
    sql`select c.name from contract_lines l join contracts c on c.tenant_id = l.tenant_id and c.id = l.contract_id
        where l.tenant_id = ${ctx.tenant} and l.meter_id = ${meterId} and c.client_id = ${contract.clientId}
          and (l.ends_on is null or l.ends_on > ${from}::date) and (c.ends_on is null or c.ends_on > ${from}::date)
          and (${contract.endsOn}::date is null or greatest(l.starts_on, c.starts_on) < ${contract.endsOn}::date) limit 1`,
  );
  if (!other) return;
  throw invalid(
    `${meter.name} is priced in the contract ${other.name} already on some of these days. End that line first.`,
    {
      meterId: 'Priced already.',
    },
  );
}
