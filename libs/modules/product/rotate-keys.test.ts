import { openPassword, resealTenant, sealPassword, useSecret } from '@kelp/kernel';
import { productModules } from './index';
import { fillTenant } from './testing';
import { asSuperuser, testHouse, type TestHouse } from '@kelp/testing';
import { resealAll } from '../../../apps/scheduler/commands/rotate-keys';

const later = 'the-secret-of-later-0123456789abcdefghij';
let test: TestHouse;
let former: string;
let tenants: string[];

interface Sealed {
  place: string;
  tenant: string;
  value: string;
}

const sealedText = /^v1\.[A-Za-z0-9_-]{38,}$/;

/** The texts within a value, with the place of each. */
function textsOf(place: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textsOf(`${place}.${name}`, part));
}

/** Everything in the database that looks sealed, whatever the code says about its column. */
async function everythingSealed(): Promise<Sealed[]> {
  const tables = await asSuperuser<{ name: string }>(
    test.superUrl,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  );
  const found: Sealed[] = [];
  for (const { name } of tables)
    for (const { row } of await asSuperuser<{ row: { tenant_id: string } }>(
      test.superUrl,
      `select to_jsonb(t) as row from ${name} t where to_jsonb(t)::text like '%"v1.%'`,
    ))
      for (const [place, value] of textsOf(name, row))
        if (sealedText.test(value)) found.push({ place, tenant: row.tenant_id, value });
  return found;
}

beforeAll(async () => {
  test = await testHouse(...productModules);
  former = test.engines.config.KELP_SECRET;
  tenants = [(await fillTenant(test, 'Northstar IT')).tenant, (await fillTenant(test, 'Southstar IT')).tenant];
  // What the samples have no value for.
  for (const tenant of tenants) {
    const sealed = [1, 2, 3, 4, 5, 6].map((n) => `'${sealPassword(tenant, `password ${n} of ${tenant}`)}'`);
    for (const statement of [
      `update mailboxes set imap_password = ${sealed[0]}`,
      `update payment_providers set sealed_key = ${sealed[1]}, sealed_secret = ${sealed[2]}`,
      `update webhook_endpoints set former_until = now(), former_secret = ${sealed[3]}`,
      `update sign_in_providers set client_secret = ${sealed[4]}`,
      `update inbound_webhooks set signature_header = 'X-Sign', signature_secret = ${sealed[5]}`,
    ])
      await asSuperuser(test.superUrl, `${statement} where tenant_id = $1`, [tenant]);
    await asSuperuser(
      test.superUrl,
      `insert into mail_transports (tenant_id, id, host, port, security, from_address, password)
       values ($1, gen_random_uuid(), 'mail.example', 587, 'starttls', 'desk@mail.example', $2)`,
      [tenant, sealPassword(tenant, 'of the mail server')],
    );
  }
}, 90_000);
afterAll(async () => {
  useSecret(former);
  await test.close();
});

it('seals anew whatever is sealed, reads both meanwhile, and can be broken off and begun again', async () => {
  const before = await everythingSealed();
  expect([...new Set(before.map(({ place }) => place))].sort()).toEqual([
    'inbound_webhooks.signature_secret',
    'mail_transports.password',
    'mailboxes.imap_password',
    'mfa_factors.secret',
    'payment_providers.sealed_key',
    'payment_providers.sealed_secret',
    'sign_in_providers.client_secret',
    'webhook_endpoints.former_secret',
    'webhook_endpoints.secret',
  ]);
  const plain = before.map(({ tenant, value }) => openPassword(tenant, value));

  useSecret(later, former);
  expect(before.map(({ tenant, value }) => openPassword(tenant, value))).toEqual(plain);
  // Killed after the first workspace: the rest is under the former secret, and all of it is read.
  const first = await resealTenant(test.house, tenants[0] ?? '');
  expect(first.resealed).toBeGreaterThan(0);
  const halfway = await everythingSealed();
  expect(new Set(halfway.map(({ tenant, value }) => openPassword(tenant, value)))).toEqual(new Set(plain));

  await asSuperuser(test.superUrl, 'update tenants set is_active = false where id = $1', [tenants[1]]);
  const printed: string[] = [];
  const sums = await resealAll(test.engines, test.superUrl, (line) => printed.push(line));
  expect(sums.unreadable).toBe(0);
  expect(sums.current).toBe(first.resealed);
  expect(printed).toEqual([`${sums.resealed} sealed anew, ${sums.current} were under the new secret already.`]);

  // Nothing is left under the former secret.
  useSecret(later);
  const after = await everythingSealed();
  expect(after.length).toBe(before.length);
  expect(after.map(({ tenant, value }) => openPassword(tenant, value)).sort()).toEqual([...plain].sort());
  expect(await resealAll(test.engines, test.superUrl, () => undefined)).toEqual({
    resealed: 0,
    current: after.length,
    unreadable: 0,
  });
});

it('leaves alone and counts what opens with neither secret', async () => {
  const [tenant] = tenants;
  useSecret('somebody-elses-secret-0123456789abcdefgh');
  const foreign = sealPassword(tenant ?? '', 'lost');
  useSecret(later, former);
  await asSuperuser(test.superUrl, 'update mailboxes set imap_password = $2 where tenant_id = $1', [tenant, foreign]);
  const printed: string[] = [];
  const sums = await resealAll(test.engines, test.superUrl, (line) => printed.push(line));
  expect(sums.unreadable).toBe(1);
  expect(printed[0]).toContain('Northstar IT: 1 value opens with neither secret');
  expect(printed.join()).not.toContain(foreign);
});

it('keeps a password that somebody changes while the values are sealed anew', async () => {
  const [tenant = ''] = tenants;
  useSecret(former);
  await asSuperuser(test.superUrl, 'update mailboxes set imap_password = $2 where tenant_id = $1', [
    tenant,
    sealPassword(tenant, 'old'),
  ]);
  useSecret(later, former);
  const { database, registry } = test.house;
  const slow: typeof database = {
    ...database,
    inTenant: async (own, mode, work, patience) => {
      if (mode === 'READ WRITE')
        await asSuperuser(test.superUrl, 'update mailboxes set imap_password = $2 where tenant_id = $1', [
          tenant,
          sealPassword(tenant, 'changed meanwhile'),
        ]);
      return database.inTenant(own, mode, work, patience);
    },
  };
  await resealTenant({ database: slow, registry }, tenant);
  const [mailbox] = await asSuperuser<{ password: string }>(
    test.superUrl,
    'select imap_password as password from mailboxes where tenant_id = $1 limit 1',
    [tenant],
  );
  expect(openPassword(tenant, mailbox?.password ?? '')).toBe('changed meanwhile');
});
