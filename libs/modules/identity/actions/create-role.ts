import { defineAction, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { createRole } from '../contract';
import { assertProved } from '../factors/prove';
import { assertMayPassOn, knownPermissions } from '../pass-on';
import { recordAllowed, writePermissions } from '../role-permissions';
import { roles } from '../tables';

/** A staff role of the workspace's own. It allows what is named, and nothing that its maker does not hold. */
export const createRoleAction = defineAction(createRole, {
  permission: 'role.create',
  run: async (ctx, { name, permissions, copyOf }) => {
    await assertProved(ctx);
    const wanted = knownPermissions(ctx, 'msp', permissions);
    assertMayPassOn(ctx, wanted);
    await assertNameIsFree(ctx, name);
    const copied = copyOf ? await ctx.db.get(roles, copyOf) : null;
    const secondFactorFrom = copied?.secondFactorFrom ?? null;
    const role = await ctx.db.insert(roles, { name, msp: true, followsDefault: false, secondFactorFrom });
    await writePermissions(ctx, role.id, wanted);
    await recordAllowed(ctx, role.id, new Set(), wanted);
    ctx.touch('role');
    return { id: role.id };
  },
});

/** Two staff roles whose names differ in case only would be taken for each other. */
export async function assertNameIsFree(ctx: ReadCtx, name: string, exceptId: string | null = null): Promise<void> {
  const twin = await ctx.db.maybe(
    sql`select 1 from roles where tenant_id = ${ctx.tenant} and msp and lower(name) = lower(${name}) and id is distinct from ${exceptId}`,
  );
  if (twin) throw invalid('There is already a role with this name.', { name: 'Choose another name.' });
}
