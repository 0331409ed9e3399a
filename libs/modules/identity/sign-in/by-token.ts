import { inUnit, systemActor, type Ctx, type House } from '@kelp/kernel';
import { sha256 } from '@kelp/platform/crypto';
import { sql } from '@kelp/platform/db';
import { deadLink } from '../mail-links';
import type { Origin } from './deps';

/** Runs `work` in the workspace to which this link leads. Throws link_expired when it leads nowhere. */
export async function byToken<T>(
  house: House,
  token: string,
  origin: Origin,
  label: string,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const [row] = await house.database.control<{ tenant: string | null }>(
    sql`select find_token(${sha256(token)}) as tenant`,
  );
  if (!row?.tenant || (origin.workspace && origin.workspace !== row.tenant)) throw deadLink();
  // Nobody is signed in: what happens is what the holder of the link may do, recorded as such.
  const caller = {
    tenant: row.tenant,
    actor: systemActor('mail link'),
    door: 'ui' as const,
    requestId: origin.requestId,
  };
  return inUnit(house, caller, label, work);
}
