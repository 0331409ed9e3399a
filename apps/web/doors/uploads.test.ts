import request from 'supertest';
import { createClient, createContact } from '@kelp/clients';
import { uploads } from '@kelp/tickets';
import { newId } from '@kelp/std';
import { callerWith } from '@kelp/testing';
import { aPortalUser, aWorkspace, cookieFor, openWebTest, type WebTest } from '../testing/web';

let web: WebTest;
let tenant: string;
let amy: string;
let amyId: string;

beforeAll(async () => {
  web = await openWebTest({ KELP_SKIP_RATE_LIMITS: true });
  ({ tenant } = await aWorkspace(web, 'Northstar'));
  const staff = callerWith(tenant, 'all');
  const acme = await web.test.as(staff, createClient, { name: 'Acme', domains: [] });
  const contact = await web.test.as(staff, createContact, {
    fullName: 'Amy',
    email: 'amy@acme.test',
    clientId: acme.id,
  });
  await aPortalUser(web, tenant, contact.id, 'Admin');
  amy = await cookieFor(web, 'amy@acme.test', 'client');
  amyId = (await request(web.app).post('/api/call/me.get').set({ cookie: amy, origin: web.origin }).send({})).body.data
    .id;
});
afterAll(() => web.close());

const send = (filename: string, bytes = 'words') =>
  request(web.app)
    .post(`/api/uploads?filename=${encodeURIComponent(filename)}`)
    .set({ cookie: amy, origin: web.origin, 'content-type': 'application/octet-stream' })
    .send(bytes);
const waiting = (createdAt: Date) =>
  web.test.inside(tenant, (ctx) =>
    ctx.db.insertMany(
      uploads,
      Array.from({ length: 41 }, () => {
        const id = newId();
        const file = { filename: 'film.mp4', contentType: 'video/mp4', size: 26_214_400n, sha256: 'a'.repeat(64) };
        return { id, userId: amyId, storageKey: `${tenant}/upload/${id}`, createdAt, ...file };
      }),
    ),
  );

it('lets nobody fill the disk with files that wait for a message, and keeps no bytes of what it refuses', async () => {
  await waiting(new Date(Date.now() - 2 * 24 * 3_600_000));
  await send('report.txt').expect(201);
  await waiting(new Date());
  const removed = jest.spyOn(web.web.storage, 'delete');
  const answer = await send('report.txt').expect(409);
  expect(answer.body.error.message).toContain('wait for a message');
  const [key = ''] = removed.mock.calls[0] ?? [];
  expect(key).toMatch(`${tenant}/upload/`);
  expect(await web.web.storage.exists(key)).toBe(false);
});

it('takes no word for a file that was never sent', async () => {
  const file = { id: newId(), filename: 'a.pdf', contentType: 'application/pdf', size: 9, sha256: 'a'.repeat(64) };
  for (const seal of ['', 'abcdefgh']) {
    const { status, body } = await request(web.app)
      .post('/api/call/upload.record')
      .set({ cookie: amy, origin: web.origin })
      .send({ ...file, seal });
    expect([status, body.error.message]).toEqual([422, 'Send the file itself to /api/uploads.']);
  }
});
