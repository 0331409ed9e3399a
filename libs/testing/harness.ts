import { randomUUID } from 'node:crypto';
import { newId } from '@kelp/std';
import { loadConfig } from '@kelp/platform/config';
import { sql, type Sql } from '@kelp/platform/db';
import {
  buildRegistry,
  createDispatcher,
  inReadUnit,
  inUnit,
  openEngines,
  systemActor,
  type Actor,
  type Caller,
  type Contract,
  type Ctx,
  type Dispatcher,
  type Engines,
  type House,
  type Module,
  type z,
} from '@kelp/kernel';
import { addressFor } from './database';
import { giveBack, lendDatabase } from './lend-database';

/** A whole house on a database of its own for this test file, run as the unprivileged roles. */
export interface TestHouse {
  readonly house: House;
  readonly engines: Engines;
  readonly dispatcher: Dispatcher;
  readonly databaseUrl: string;
  readonly superUrl: string;
  /** Calls an action or query as this actor. */
  as<C extends Contract>(caller: Caller, contract: C, input: z.output<C['input']>): Promise<z.output<C['output']>>;
  /** A transaction under the tenant as the system, for looking at rows and arranging. */
  inside<T>(tenant: string, work: (ctx: Ctx) => Promise<T>): Promise<T>;
  rows<T>(tenant: string, statement: Sql): Promise<T[]>;
  /** Moves business time for every process on this database. */
  travel(offsetMs: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a house with these modules and those they need. Each call gets a database that holds nothing but the template's rows and
 * a Redis prefix of its own, so that relays and sweepers of one file see nothing of another.
 */
export async function testHouse(...modules: Module[]): Promise<TestHouse> {
  const superUrl = String(process.env['TEST_PG_URL']);
  const template = String(process.env['TEST_PG_TEMPLATE']);
  const name = await lendDatabase(superUrl, template);
  const unique = `${name}_${randomUUID().slice(0, 8)}`;
  const config = loadConfig({
    NODE_ENV: 'test',
    DATABASE_URL: addressFor(superUrl, name, 'kelp_app'),
    SYSTEM_DATABASE_URL: addressFor(superUrl, name, 'kelp_system'),
    DATABASE_POOL: '6',
    REDIS_URL: String(process.env['TEST_REDIS_URL']),
    REDIS_PREFIX: unique,
    KELP_SECRET: 'a-secret-for-tests-only-0123456789abcdef',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    NEXTAUTH_URL: 'http://localhost:3000',
    STORAGE_DIR: `/tmp/${unique}`,
  });
  const engines = openEngines('test', config, buildRegistry(modules));
  const { house } = engines;
  const dispatcher = createDispatcher(house);
  const inside = <T>(tenant: string, work: (ctx: Ctx) => Promise<T>) =>
    inUnit(house, { tenant, actor: systemActor('test'), door: 'operator', requestId: 'test' }, 'test', work);
  return {
    house,
    engines,
    dispatcher,
    databaseUrl: config.DATABASE_URL,
    superUrl: addressFor(superUrl, name),
    as: (caller, contract, input) => dispatcher.run(contract, input, caller),
    inside,
    rows: <T>(tenant: string, statement: Sql) =>
      inReadUnit(house, { tenant, actor: systemActor('test'), door: 'operator', requestId: 'test' }, (ctx) =>
        ctx.db.rows<T>(statement),
      ),
    travel: async (offsetMs) => {
      await house.database.control(
        sql`insert into clock_offset (is_only, offset_ms) values (true, ${offsetMs}) on conflict (is_only) do update set offset_ms = excluded.offset_ms`,
      );
    },
    close: async () => {
      await engines.close();
      await giveBack(superUrl, name);
    },
  };
}

/** A caller with exactly these permissions ('all' for everything), for actions that need no user row. */
export function callerWith(tenant: string, permissions: readonly string[] | 'all', more: Partial<Actor> = {}): Caller {
  return {
    tenant,
    door: 'ui',
    requestId: newId(),
    actor: {
      kind: 'user',
      id: newId(),
      name: 'Test Person',
      userType: 'internal',
      permissions: permissions === 'all' ? 'all' : new Set(permissions),
      clientId: null,
      contactId: null,
      sessionId: null,
      ...more,
    },
  };
}

/** A bare tenant row, for tests of modules below `tenants`; others use its `createTenant`. */
export async function bareTenant(test: TestHouse, zone = 'America/Chicago', currency = 'USD'): Promise<string> {
  const tenant = newId();
  await test.inside(tenant, async (ctx) => {
    await ctx.db.rows(
      sql`insert into tenants (id, name, zone, currency) values (${tenant}, ${`Tenant ${tenant.slice(-6)}`}, ${zone}, ${currency})`,
    );
    for (const module of test.house.registry.modules) await module.onTenantCreated?.(ctx);
  });
  return tenant;
}
