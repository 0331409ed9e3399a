import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, type TestHouse } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';

export interface PreparedDesk {
  tenant: string;
  tess: Caller;
  tom: Caller;
}

/** A colleague with every permission, or with these. */
export async function addColleague(
  test: TestHouse,
  tenant: string,
  name: string,
  permissions: readonly string[] | 'all' = 'all',
): Promise<Caller> {
  const id = newId();
  const email = `${name.toLowerCase()}-${id}@northstar.test`;
  await test.inside(tenant, (ctx) =>
    ctx.db.rows(
      sql`insert into users (tenant_id, id, type, email, name) values (${tenant}, ${id}, 'internal', ${email}, ${name})`,
    ),
  );
  return callerWith(tenant, permissions, { id, name });
}

/** A workspace with two colleagues, as its modules make it. Tests only. */
export async function openDesk(test: TestHouse, zone = 'America/Chicago'): Promise<PreparedDesk> {
  const tenant = await bareTenant(test, zone);
  return { tenant, tess: await addColleague(test, tenant, 'Tess'), tom: await addColleague(test, tenant, 'Tom') };
}
