import { compileNarrowing, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { personColumns, type Person } from '../sign-in/person';
import { holdFor } from './hold-for';
import { isBeyondPacks } from './packs-in-force';

/** Those of these people from whom packs hide a record. Nobody, in one statement, where the workspace has given no pack to anybody. */
export async function hiddenFrom(
  ctx: Ctx,
  userIds: readonly string[],
  table: 'tickets' | 'clients',
  id: string,
): Promise<ReadonlySet<string>> {
  const people = await ctx.db.rows<Person>(
    sql`select ${personColumns()} from users u join tenants t on t.id = u.tenant_id
        where u.tenant_id = ${ctx.tenant} and u.id = any(${userIds}::uuid[]) and u.type = 'internal'
          and exists (select from policy_assignments a where a.tenant_id = ${ctx.tenant})`,
  );
  const asked = people.flatMap(({ userId, roles, packs }) => {
    if (packs.length === 0 || isBeyondPacks(roles)) return [];
    const rules = packs.flatMap((pack) => pack.rules);
    const condition = compileNarrowing(ctx, rules, ctx.tenant, userId)(table);
    return condition ? [{ userId, condition }] : [];
  });
  if (asked.length === 0) return new Set();
  const sees = await holdFor(
    ctx,
    table,
    id,
    asked.map(({ condition }) => condition),
  );
  return new Set(asked.filter((_, index) => !sees[index]).map(({ userId }) => userId));
}
