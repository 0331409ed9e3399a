import { createApiKey, deactivateUser, listApiKeys, revokeApiKey } from '../contract';
import { openWorkplace, type Workplace } from '../testing/workplace';
import { callerFromApiKey } from './api-key';

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace();
});
afterAll(() => place.test.close());

const who = (key: string) => callerFromApiKey(place.test.house, key, { requestId: 'r', remoteAddress: '127.0.0.1' });

it('acts as its owner until it is revoked', async () => {
  const olive = await place.callerFor('olive@northstar.test');
  const { id, key } = await place.test.as(olive, createApiKey, { name: 'Reports' });
  const caller = await who(key);
  expect(caller).toMatchObject({ tenant: place.tenant, door: 'api', actor: { kind: 'api_key', id: olive.actor.id } });
  const { rows } = await place.test.as(olive, listApiKeys, {});
  expect(rows).toMatchObject([{ id, name: 'Reports', prefix: key.slice(0, 10), lastUsedAt: expect.any(Date) }]);
  await place.test.as(olive, revokeApiKey, { id });
  expect(await who(key)).toBeNull();
  expect(await who('kelp_nonsense')).toBeNull();
});

it('ends with its time and with its owner', async () => {
  const olive = await place.callerFor('olive@northstar.test');
  const id = await place.addStaff('Ada Admin', 'Admin');
  const ada = await place.callerFor('ada@northstar.test');
  const expiresAt = new Date(Date.now() + 3_600_000);
  const [short, long] = [
    await place.test.as(ada, createApiKey, { name: 'Short', expiresAt }),
    await place.test.as(ada, createApiKey, { name: 'Long' }),
  ];
  await place.test.travel(2 * 3_600_000);
  expect(await who(short.key)).toBeNull();
  expect(await who(long.key)).not.toBeNull();
  await place.test.travel(0);
  await place.test.as(olive, deactivateUser, { id });
  expect(await who(long.key)).toBeNull();
});

it('is nothing for a portal user, a past date, or another key to make', async () => {
  await place.addPortalUser('Amy Adams', 'amy@acme.test', 'Admin');
  const amy = await place.callerFor('amy@acme.test', 'client');
  await expect(place.test.as(amy, createApiKey, { name: 'Mine' })).rejects.toMatchObject({ id: 'forbidden' });
  const olive = await place.callerFor('olive@northstar.test');
  await expect(place.test.as(olive, createApiKey, { name: 'Past', expiresAt: new Date(0) })).rejects.toMatchObject({
    id: 'invalid',
  });
  const { key } = await place.test.as(olive, createApiKey, { name: 'First' });
  const caller = await who(key);
  if (!caller) throw new Error('No caller.');
  await expect(place.test.as(caller, createApiKey, { name: 'Second' })).rejects.toMatchObject({
    id: 'proof.person',
  });
});
