import { useResolver } from '@kelp/kernel';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  addPortalDomain,
  brandDoor,
  checkPortalDomain,
  createTenant,
  getPortalDomain,
  portalAddress,
  removePortalDomain,
  tenantsModule,
} from '../index';
import { recheckDaily } from './check-domain';
import { domainOf, plainHost } from './host-name';

let test: TestHouse;
/** What the DNS of the whole world holds; an error stands for a DNS that does not answer. */
const world = new Map<string, string[][] | Error>();
const noRecord = () => Object.assign(new Error('none'), { code: 'ENOTFOUND' });

beforeAll(async () => {
  test = await testHouse(tenantsModule);
  useResolver(async (name, kind) => {
    const found = kind === 'TXT' ? world.get(name) : undefined;
    if (!found || found instanceof Error) throw found ?? noRecord();
    return found;
  });
});
afterEach(() => world.clear());
afterAll(async () => {
  useResolver(undefined);
  await test.close();
});

const workspace = () => createTenant(test.house, { name: 'Northstar', zone: 'UTC', currency: 'USD' });
const owner = (tenant: string) => callerWith(tenant, ['portal_domain.read', 'portal_domain.update']);
const look = async (tenant: string) => (await test.as(owner(tenant), getPortalDomain, {})).domain;
const check = async (tenant: string) => {
  await test.as(owner(tenant), checkPortalDomain, {});
  await settle(test);
  return look(tenant);
};
const publish = (record: { name: string; value: string } | undefined) =>
  void world.set(record?.name ?? '', [['other'], [(record?.value ?? '').slice(0, 9), (record?.value ?? '').slice(9)]]);
const at = (host: string) => brandDoor(test.house).workspaceAt(host);
const addressOf = (tenant: string) => test.inside(tenant, (ctx) => portalAddress(ctx));

it('leads to a workspace once the record stands in the DNS, and nowhere after its removal', async () => {
  const tenant = await workspace();
  await test.as(owner(tenant), addPortalDomain, { host: ' Portal.Acme.TEST ' });
  expect(await check(tenant)).toMatchObject({
    host: 'portal.acme.test',
    isVerified: false,
    isChecking: false,
    problem: 'missing',
    record: { name: '_kelp-portal.portal.acme.test', value: expect.stringMatching(/^kelp-portal=\S{20,}$/) },
  });
  expect([await at('portal.acme.test'), await addressOf(tenant)]).toEqual([null, 'http://localhost:3000']);
  world.set('_kelp-portal.portal.acme.test', [['kelp-portal=somebody-else']]);
  expect(await check(tenant)).toMatchObject({ isVerified: false, problem: 'wrong' });
  world.set('_kelp-portal.portal.acme.test', Object.assign(new Error('broken'), { code: 'ESERVFAIL' }));
  expect(await check(tenant)).toMatchObject({ isVerified: false, problem: 'unreachable' });
  publish((await look(tenant))?.record);
  expect(await check(tenant)).toMatchObject({ isVerified: true, problem: null });
  expect([await at('PORTAL.acme.test'), await addressOf(tenant)]).toEqual([tenant, 'http://portal.acme.test:3000']);
  await expect(test.as(owner(tenant), addPortalDomain, { host: 'other.acme.test' })).rejects.toMatchObject({
    id: 'portal_domain.exists',
  });
  await test.as(owner(tenant), removePortalDomain, {});
  expect([await at('portal.acme.test'), await addressOf(tenant)]).toEqual([null, 'http://localhost:3000']);
});

it('gives a domain to the one who proves it first, and to another only when that one has let it go', async () => {
  const [first, second] = [await workspace(), await workspace()];
  for (const tenant of [first, second]) await test.as(owner(tenant), addPortalDomain, { host: 'portal.two.test' });
  publish((await look(first))?.record);
  expect(await check(second)).toMatchObject({ isVerified: false, problem: 'wrong' });
  expect(await check(first)).toMatchObject({ isVerified: true });
  publish((await look(second))?.record);
  expect(await check(second)).toMatchObject({ isVerified: false, problem: 'taken' });
  expect(await at('portal.two.test')).toBe(first);
  await test.as(owner(first), removePortalDomain, {});
  expect(await check(second)).toMatchObject({ isVerified: true });
  expect(await at('portal.two.test')).toBe(second);
});

it('keeps a domain for three days without its record, and through a DNS that does not answer', async () => {
  const tenant = await workspace();
  await test.as(owner(tenant), addPortalDomain, { host: 'portal.three.test' });
  publish((await look(tenant))?.record);
  await check(tenant);
  const dayMs = 86_400_000;
  const nextDay = async (day: number) => {
    await test.travel(day * dayMs);
    await test.inside(tenant, (ctx) => ctx.enqueue(recheckDaily.job, { at: `day ${day}` }));
    await settle(test);
    return look(tenant);
  };
  world.set('_kelp-portal.portal.three.test', Object.assign(new Error('slow'), { code: 'ETIMEOUT' }));
  expect(await nextDay(5)).toMatchObject({ isVerified: true, problem: 'unreachable', missingSince: null });
  world.clear();
  expect(await nextDay(6)).toMatchObject({ isVerified: true, problem: 'missing', missingSince: expect.any(Date) });
  expect(await at('portal.three.test')).toBe(tenant);
  expect(await nextDay(8)).toMatchObject({ isVerified: true });
  expect(await nextDay(9.5)).toMatchObject({ isVerified: false, problem: 'lost' });
  expect(await at('portal.three.test')).toBeNull();
  await test.travel(0);
});

it('takes bare names of domains only, and none of this installation', () => {
  expect(domainOf('Pörtal.Example.com.', 'kelp.example.net')).toBe('xn--prtal-jua.example.com');
  for (const typed of [
    ...['localhost', '10.0.0.7', '[::1]', 'https://portal.example.com', 'portal.example.com:8080', 'a@b.example'],
    ...['portal.example.com/x', '-a.example.com', 'a..b', '*.example.com', `${'a'.repeat(64)}.test`, 'a b.test', 'x'],
  ])
    expect(() => domainOf(typed, 'kelp.example.net')).toThrow('Give the bare name');
  for (const typed of ['kelp.example.net', 'KELP.example.net', 'example.net'])
    expect(() => domainOf(typed, 'kelp.example.net')).toThrow('address of Kelp itself');
  expect(plainHost('Portal.Acme.test:3000')).toBe('portal.acme.test');
  expect([plainHost('127.0.0.1:3000'), plainHost('localhost'), plainHost("a'.test"), plainHost('')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
