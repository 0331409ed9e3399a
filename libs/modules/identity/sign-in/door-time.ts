import { sql } from '@kelp/platform/db';
import type { IdentityDeps } from './deps';

/** Business time at a door, where there is no workspace yet. */
export async function doorTime({ house }: Pick<IdentityDeps, 'house'>): Promise<Date> {
  const [row] = await house.database.control<{ now: Date }>(sql`select kelp_now() as now`);
  return (row as { now: Date }).now;
}
