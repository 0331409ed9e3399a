import request from 'supertest';
import { saveBranding, updateTenant } from '@kelp/tenants';
import { callerWith } from '@kelp/testing';
import { aWorkspace, openServerBeside, openWebTest, type WebTest } from './testing/web';

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

let web: WebTest;
let beside: Awaited<ReturnType<typeof openServerBeside>>;
beforeAll(async () => {
  web = await openWebTest();
  beside = await openServerBeside(web);
});
afterAll(async () => {
  await beside.close();
  await web.close();
});

/** Waits for what hints bring about, at most a few seconds. */
async function eventually<T>(look: () => Promise<T>, isRight: (found: T) => boolean): Promise<T> {
  for (let round = 0; round < 100; round += 1) {
    const found = await look();
    if (isRight(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return look();
}

it('keeps a brand in each process until the workspace or its branding is saved in any of them', async () => {
  const { tenant } = await aWorkspace(web, 'Northstar');
  const owner = callerWith(tenant, 'all');
  const [here, there] = [web.web.brands, beside.web.brands];
  expect(await here.onlyWorkspace()).toBe(tenant);
  expect(await there.of(tenant)).toEqual({ name: 'Northstar', colour: null, logo: null });
  expect(await there.of(tenant)).toBe(await there.of(tenant));
  await save(saveBranding, { colour: '#8a1538', logo: { name: 'n.png', content: png } });
  const seen = await eventually(
    () => there.of(tenant),
    (brand) => brand?.colour === '#8a1538',
  );
  expect(seen).toEqual(await here.of(tenant));
  await save(updateTenant, { name: 'Northstar IT' });
  await eventually(
    () => there.of(tenant),
    (brand) => brand?.name === 'Northstar IT',
  );
  expect(await there.of(tenant)).toMatchObject({ name: 'Northstar IT', colour: '#8a1538' });
  expect(await there.of('00000000-0000-4000-8000-000000000000')).toBeNull();
  expect(await there.of("' or 1=1")).toBeNull();

  const { body, headers } = await request(beside.app)
    .get(seen?.logo ?? '')
    .expect(200);
  expect(body).toEqual(Buffer.from(png, 'base64'));
  expect(headers).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'cross-origin',
  });
  expect(headers['content-security-policy']).toContain('sandbox');
  const { tenant: other } = await aWorkspace(web, 'Other');
  for (const wrong of [`/brand/${other}/${seen?.logo?.split('/').at(-1)}`, '/brand/x/y', `/brand/${tenant}`])
    await request(beside.app).get(wrong).expect(404);

  async function save(contract: typeof saveBranding | typeof updateTenant, input: object) {
    await web.test.as(owner, contract as typeof saveBranding, input as never);
  }
});
