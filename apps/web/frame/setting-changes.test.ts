import { buildRegistry } from '@kelp/kernel';
import { createOwner, listSettingChanges } from '@kelp/identity';
import { productModules } from '@kelp/product';
import { createTenant, saveBranding } from '@kelp/tenants';
import { updateTimeSettings } from '@kelp/time';
import { callerWith, testHouse, type TestHouse } from '@kelp/testing';
import { settingsAt, settingsOn, settingsPages } from './settings-pages';

let test: TestHouse;
beforeAll(async () => {
  test = await testHouse(...productModules);
});
afterAll(() => test.close());

it('has a page for every setting of every room', () => {
  const { settings, permissions } = buildRegistry(productModules);
  const shown = settingsPages([...permissions.keys()]).flatMap(({ key }) => settingsOn(key));
  const choices = [...settings.values()].filter(({ isProgress }) => !isProgress).map(({ key }) => key);
  expect([...choices, 'branding'].filter((key) => !shown.includes(key))).toEqual([]);
  expect(shown.filter((key) => key !== 'branding' && !settings.has(key))).toEqual([]);
  expect(settingsAt('/msp/settings/sign-in')).toEqual(['identity.shortest_password']);
  expect(settingsAt('/msp/settings')).toEqual([]);
});

it('names what is not as it was shipped, who changed it and when, and nothing that was put back', async () => {
  let olive = '';
  const details = { name: 'Northstar', zone: 'UTC', currency: 'USD' };
  const tenant = await createTenant(test.house, details, async (ctx) => {
    olive = await createOwner(ctx, { name: 'Olive Olsen', email: 'olive@north.test', password: 'Harbor-Lantern-42' });
  });
  const owner = callerWith(tenant, 'all', { id: olive, name: 'Olive Olsen' });
  const changes = async () => (await test.as(owner, listSettingChanges, {})).rows;
  expect(await changes()).toEqual([]);
  await test.as(owner, updateTimeSettings, { overlapPolicy: 'block' });
  await test.as(owner, saveBranding, { colour: '#8a1538' });
  const changedBy = 'Olive Olsen';
  expect(await changes()).toEqual([
    { key: 'branding', label: 'Colour and logo', changedAt: expect.any(Date), changedBy },
    { key: 'time.overlap_policy', label: expect.any(String), changedAt: expect.any(Date), changedBy },
  ]);
  await test.as(owner, updateTimeSettings, { overlapPolicy: 'warn' });
  await test.as(owner, saveBranding, { colour: null });
  expect(await changes()).toEqual([]);
  await expect(test.as(callerWith(tenant, []), listSettingChanges, {})).rejects.toMatchObject({ id: 'forbidden' });
});
