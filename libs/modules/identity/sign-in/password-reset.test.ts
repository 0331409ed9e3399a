import { updateUser } from '../contract';
import { goodPassword, openWorkplace, origin, tokenIn, type Workplace } from '../testing/workplace';
import { readPasswordLink, requestPasswordReset, setPasswordByLink, verifyEmail } from './password-reset';
import { callerFromSession } from './session';

const newPassword = 'Copper-Meadow-71-tram';
let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace();
});
afterAll(() => place.test.close());

const ask = (email: string, portal: 'msp' | 'client' = 'client') =>
  requestPasswordReset(place.deps, { ...origin, portal, email });
const set = (token: string, password = newPassword) => setPasswordByLink(place.deps, { ...origin, token, password });
const mailsTo = async (address: string) => (await place.mails()).filter((mail) => mail.to === address);
const lastToken = async (address: string) => tokenIn((await mailsTo(address)).at(-1)?.text ?? '');

it('answers alike for a known and an unknown address, and mails only the known one, once', async () => {
  await place.addPortalUser('Amy Adams', 'amy@acme.test', 'Admin');
  const before = (await place.mails()).length;
  expect(await ask('Amy@acme.test')).toEqual(await ask('nobody@acme.test'));
  const sent = (await place.mails()).slice(before);
  expect(sent.map((mail) => mail.to)).toEqual(['amy@acme.test']);
  expect(sent[0]?.text).toContain('&portal=client');
  await ask('amy@acme.test', 'msp');
  expect(await mailsTo('amy@acme.test')).toHaveLength(1);
});

it('takes the second of two links, refuses a weak password first, and each link works once', async () => {
  await place.addPortalUser('Bo Berg', 'bo@bluefin.test');
  await ask('bo@bluefin.test');
  const first = await lastToken('bo@bluefin.test');
  await ask('bo@bluefin.test');
  const second = await lastToken('bo@bluefin.test');
  await expect(set(first)).rejects.toMatchObject({ id: 'link_expired' });
  await expect(readPasswordLink(place.deps, first, origin)).rejects.toMatchObject({ id: 'link_expired' });
  expect(await readPasswordLink(place.deps, second, origin)).toEqual({
    portal: 'client',
    email: 'bo@bluefin.test',
    isFirst: false,
    shortest: 12,
  });
  await expect(set(second, 'password1')).rejects.toMatchObject({
    id: 'invalid',
    fields: { password: expect.stringContaining('common') },
  });
  expect(await set(second)).toEqual({ portal: 'client', email: 'bo@bluefin.test' });
  await expect(set(second)).rejects.toMatchObject({ id: 'link_expired' });
  expect(await place.refusal('bo@bluefin.test', { portal: 'client', password: goodPassword })).toMatch(
    /^wrong_sign_in/,
  );
  expect(await place.enter('bo@bluefin.test', 'client', newPassword)).toBeTruthy();
  expect((await mailsTo('bo@bluefin.test')).at(-1)?.subject).toBe('Your password was changed');
});

it('ends all sessions and opens an account that guesses had closed', async () => {
  await place.addPortalUser('Ulf Unger', 'ulf@acme.test');
  const session = await place.enter('ulf@acme.test', 'client');
  for (let n = 0; n < 6; n += 1) await place.refusal('ulf@acme.test', { portal: 'client', password: `wrong ${n}` });
  expect(await place.refusal('ulf@acme.test', { portal: 'client' })).toMatch(/^too_many/);
  await ask('ulf@acme.test');
  await set(await lastToken('ulf@acme.test'));
  expect(await callerFromSession(place.test.house, session, { requestId: 'r' })).toBeNull();
  expect(await place.enter('ulf@acme.test', 'client', newPassword)).toBeTruthy();
});

it('lets one of two browsers with one link win', async () => {
  await place.addPortalUser('Race Rider', 'race@acme.test');
  await ask('race@acme.test');
  const token = await lastToken('race@acme.test');
  const results = await Promise.allSettled([set(token, 'Copper-Meadow-71-one'), set(token, 'Copper-Meadow-71-two')]);
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  const winner = results[0]?.status === 'fulfilled' ? 'Copper-Meadow-71-one' : 'Copper-Meadow-71-two';
  expect(await place.enter('race@acme.test', 'client', winner)).toBeTruthy();
});

it('leaves one living link when two are asked for at once', async () => {
  await place.addPortalUser('Twin Taylor', 'twin@acme.test');
  await Promise.all([ask('twin@acme.test'), ask('twin@acme.test')]);
  const tokens = (await mailsTo('twin@acme.test')).map((mail) => tokenIn(mail.text));
  expect(tokens).toHaveLength(2);
  const looks = await Promise.allSettled(tokens.map((token) => readPasswordLink(place.deps, token, origin)));
  expect(looks.map((look) => look.status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('expires after an hour, and sends five mails in an hour at most', async () => {
  await place.addPortalUser('Late Lee', 'late@acme.test');
  for (let n = 0; n < 7; n += 1) await ask('late@acme.test');
  expect(await mailsTo('late@acme.test')).toHaveLength(5);
  const token = await lastToken('late@acme.test');
  await place.test.travel(3_600_000 + 1000);
  await expect(set(token)).rejects.toMatchObject({ id: 'link_expired' });
  await place.test.travel(0);
});

it('refuses junk and links of deactivated people', async () => {
  await expect(set('nonsense')).rejects.toMatchObject({ id: 'link_expired' });
  await expect(set("' or 1=1 --")).rejects.toMatchObject({ id: 'link_expired' });
});

it('proves a new address by its own link, and not by one for a password', async () => {
  const id = await place.addStaff('Vera Vane', 'Technician');
  const olive = await place.callerFor('olive@northstar.test');
  await place.test.as(olive, updateUser, { id, email: 'vera.new@northstar.test' });
  const token = await lastToken('vera.new@northstar.test');
  await expect(set(token)).rejects.toMatchObject({ id: 'link_expired' });
  expect(await verifyEmail(place.deps, { ...origin, token })).toEqual({ portal: 'msp' });
  await expect(verifyEmail(place.deps, { ...origin, token })).rejects.toMatchObject({ id: 'link_expired' });
  expect(await place.enter('vera.new@northstar.test')).toBeTruthy();
  expect(await place.refusal('vera@northstar.test')).toMatch(/^wrong_sign_in/);
});
