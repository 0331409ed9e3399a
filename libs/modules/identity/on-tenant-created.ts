import type { Ctx } from '@kelp/kernel';
import { shippedRoles } from './domain/shipped-roles';
import { roles } from './tables';

/** The shipped roles of a new workspace, both sides. Their permissions come from the registry. */
export async function onTenantCreated(ctx: Ctx): Promise<void> {
  await ctx.db.insertMany(
    roles,
    shippedRoles.map(({ name, portal }) => ({ name, msp: portal === 'msp', client: portal === 'client' })),
  );
}
