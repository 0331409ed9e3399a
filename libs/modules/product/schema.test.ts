import { asSuperuser, testHouse, type TestHouse } from '@kelp/testing';
import type { Table } from '@kelp/platform/db';
import { snake } from '@kelp/platform/db';
import { productModules } from './index';

/** Tables that belong to the installation and not to a tenant; each was looked at. */
const control = [
  'api_key_routes',
  'backups',
  'clock_offset',
  'inbound_routes',
  'leases',
  'operators',
  'portal_domain_routes',
  'provider_routes',
  'schedules',
  'schema_migrations',
  'setup_links',
  'sign_in_routes',
  'tenants',
  'token_routes',
  'workspace_deletions',
];
/** Policies that show rows of every tenant: to roles that cannot log in, and to kelp_system for its four tables. kelp_backup may read all of them. */
const openPolicies = [
  'deliveries kelp_system',
  'due_items kelp_system',
  'jobs kelp_system',
  'outbox kelp_system',
  'tickets kelp_search',
  'api_key_routes kelp_directory',
  'audit_unsealed kelp_directory',
  'inbound_routes kelp_directory',
  'portal_domain_routes kelp_directory',
  'provider_routes kelp_directory',
  'roles kelp_directory',
  'search_docs kelp_search',
  'sign_in_routes kelp_directory',
  'tenants kelp_directory',
  'token_routes kelp_directory',
];

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(...productModules);
});
afterAll(() => test.close());

const look = <T extends object>(text: string) => asSuperuser<T>(test.superUrl, text);
const tables = () => [...test.house.registry.tables.values()];
const tenantTables = () => tables().filter((table) => table.kind === 'tenant');
const isPartition = `exists (select from pg_inherits where inhrelid = c.oid)`;

it('declares every table of the database in code, and has every declared one', async () => {
  const found = await look<{ name: string }>(
    `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not ${isPartition}`,
  );
  const declared = new Set(tables().map((table) => table.name));
  expect(found.map((row) => row.name).filter((name) => !declared.has(name) && !control.includes(name))).toEqual([]);
  expect([...declared].filter((name) => !found.some((row) => row.name === name))).toEqual([]);
});

it('has the same columns in code and in the database: names, types, nullability, defaults', async () => {
  const rows = await look<{ table: string; column: string; type: string; is_nullable: boolean; has_default: boolean }>(
    `select c.relname as table, a.attname as column, t.typname as type, not a.attnotnull as is_nullable, a.atthasdef or a.attidentity <> '' as has_default
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`,
  );
  const catalog = new Map(rows.map((row) => [`${row.table}.${row.column}`, row]));
  const differences: string[] = [];
  for (const table of tables()) {
    const names = Object.keys(table.columns).map(snake);
    for (const row of rows.filter((one) => one.table === table.name)) {
      if (!names.includes(row.column)) differences.push(`${table.name}.${row.column} is not in code`);
    }
    for (const [name, column] of Object.entries(table.columns))
      differences.push(...compare(table, name, column, catalog));
  }
  expect(differences).toEqual([]);
});

function compare(
  table: Table,
  name: string,
  column: Table['columns'][string],
  catalog: Map<string, { type: string; is_nullable: boolean; has_default: boolean }>,
): string[] {
  const at = `${table.name}.${snake(name)}`;
  const found = catalog.get(at);
  if (!found) return [`${at} is not in the database`];
  const wrong: string[] = [];
  if (found.type !== column.type) wrong.push(`${at}: ${column.type} in code, ${found.type} in the database`);
  if (found.is_nullable !== column.isNullable)
    wrong.push(`${at}: ${column.isNullable ? 'may' : 'may not'} be null in code, not so in the database`);
  if (column.hasDefault && !found.has_default && !['id', 'createdAt', 'updatedAt'].includes(name))
    wrong.push(`${at}: a default in code, none in the database`);
  return wrong;
}

it('puts tenant_id first in every key and unique index of a tenant table', async () => {
  const rows = await look<{ table: string; index: string; first: string }>(
    `select c.relname as table, i.relname as index, a.attname as first from pg_index x join pg_class c on c.oid = x.indrelid
     join pg_class i on i.oid = x.indexrelid left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
     where x.indisunique and c.relnamespace = 'public'::regnamespace`,
  );
  // Routing tables are found by what a stranger brings, before the tenant is known.
  const names = new Set(
    tenantTables()
      .map((table) => table.name)
      .filter((name) => !control.includes(name)),
  );
  expect(rows.filter((row) => names.has(row.table) && row.first !== 'tenant_id')).toEqual([]);
  const keyed = new Set(rows.map((row) => row.table));
  expect([...names].filter((name) => !keyed.has(name))).toEqual([]);
});

it('ties tenant tables together by (tenant_id, …) only', async () => {
  const rows = await look<{ name: string; table: string; target: string; first: string; first_target: string }>(
    `select k.conname as name, c.relname as table, f.relname as target, a.attname as first, b.attname as first_target
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1] join pg_attribute b on b.attrelid = f.oid and b.attnum = k.confkey[1]
     where k.contype = 'f' and c.relnamespace = 'public'::regnamespace`,
  );
  const names = new Set(tenantTables().map((table) => table.name));
  const wrong = rows.filter(
    (row) =>
      names.has(row.table) && names.has(row.target) && (row.first !== 'tenant_id' || row.first_target !== 'tenant_id'),
  );
  expect(wrong).toEqual([]);
});

it('forces row-level security on every tenant table, with nothing open but what was looked at', async () => {
  const rows = await look<{ name: string; on: boolean; forced: boolean }>(
    `select relname as name, relrowsecurity as on, relforcerowsecurity as forced from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r','p')`,
  );
  const byName = new Map(rows.map((row) => [row.name, row]));
  expect(
    tenantTables()
      .filter(({ name }) => !byName.get(name)?.on || !byName.get(name)?.forced)
      .map((table) => table.name),
  ).toEqual([]);
  const policies = await look<{ what: string; using: string }>(
    `select tablename || ' ' || array_to_string(roles, ',') as what, coalesce(qual, with_check) as using from pg_policies
     where schemaname = 'public' and permissive = 'PERMISSIVE' and roles <> '{kelp_backup}'`,
  );
  const open = policies.filter((row) => row.using === 'true').map((row) => row.what);
  expect(open.filter((what) => !openPolicies.includes(what))).toEqual([]);
  for (const row of policies.filter((one) => one.using !== 'true'))
    expect(row.using).toContain("current_setting('app.tenant'");
});

it('lets the role for backups read every table whole and change none, and lets nobody log in as it', async () => {
  const [role] = await look<{ logs_in: boolean; members: number }>(
    `select rolcanlogin as logs_in, (select count(*)::integer from pg_auth_members a join pg_roles m on m.oid = a.member
       where a.roleid = r.oid and m.rolname like 'kelp%') as members from pg_roles r where rolname = 'kelp_backup'`,
  );
  expect(role).toEqual({ logs_in: false, members: 0 });
  const wrong = await look<{ name: string }>(
    `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not ${isPartition}
       and (not has_table_privilege('kelp_backup', c.oid, 'select')
         or has_table_privilege('kelp_backup', c.oid, 'insert, update, delete, truncate')
         or (relrowsecurity and not exists (select from pg_policies p where p.tablename = relname and p.roles = '{kelp_backup}'
              and p.cmd = 'SELECT' and p.qual = 'true')))`,
  );
  expect(wrong).toEqual([]);
});

it('runs as roles that own nothing, cannot pass row-level security and inherit nobody’s policies', async () => {
  const roles = await look<{ name: string; is_super: boolean; bypasses: boolean; logs_in: boolean }>(
    `select rolname as name, rolsuper as is_super, rolbypassrls as bypasses, rolcanlogin as logs_in from pg_roles where rolname like 'kelp\\_%'`,
  );
  expect(roles.filter((role) => role.is_super || role.bypasses)).toEqual([]);
  expect(
    roles
      .filter((role) => role.logs_in)
      .map((role) => role.name)
      .sort(),
  ).toEqual(['kelp_app', 'kelp_system']);
  const owned = await look<{ name: string }>(
    `select relname as name from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ('kelp_app', 'kelp_system')`,
  );
  expect(owned).toEqual([]);
  const members = await look<{ member: string }>(
    `select m.rolname as member from pg_auth_members a join pg_roles m on m.oid = a.member where m.rolname in ('kelp_app', 'kelp_system')`,
  );
  expect(members).toEqual([]);
});

it('gives definer functions a fixed search path and an owner that can do nothing else', async () => {
  const rows = await look<{ name: string; owner: string; path: string | null }>(
    `select p.proname as name, r.rolname as owner, array_to_string(p.proconfig, ',') as path from pg_proc p join pg_roles r on r.oid = p.proowner
     where p.prosecdef and p.pronamespace = 'public'::regnamespace`,
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    expect(['kelp_directory', 'kelp_search']).toContain(row.owner);
    expect(row.path).toContain('search_path=pg_catalog, public');
  }
});
