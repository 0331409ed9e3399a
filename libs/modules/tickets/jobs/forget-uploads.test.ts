import { rm } from 'node:fs/promises';
import { identityModule } from '@kelp/identity';
import { fileStorage, useStorage } from '@kelp/kernel';
import { openStorage, storageKey } from '@kelp/platform/storage';
import { newId } from '@kelp/std';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import { addComment, holdReply, recordUpload } from '../contract';
import { ticketsModule } from '../module';
import { openDesk, type Desk } from '../testing/desk';
import { sealUpload } from '../upload-seal';
import { forgetUploads } from './forget-uploads';

const folder = `/tmp/kelp-uploads-${newId()}`;
const day = 86_400_000;
let test: TestHouse;
let desk: Desk;

beforeAll(async () => {
  test = await testHouse(identityModule, ticketsModule);
  useStorage(await openStorage(folder));
});
beforeEach(async () => {
  await test.travel(0);
  desk = await openDesk(test);
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

async function upload(): Promise<string> {
  const id = newId();
  const { size, sha256 } = await fileStorage().put(storageKey(desk.tenant, 'upload', id), Buffer.from('abc'), {
    contentType: 'text/plain',
  });
  const seal = sealUpload({ id, size, sha256 });
  await test.as(desk.tess, recordUpload, { id, size, sha256, filename: 'a.txt', contentType: 'text/plain', seal });
  return id;
}
const isThere = (id: string) => fileStorage().exists(storageKey(desk.tenant, 'upload', id));
const sweep = async (at: string) => {
  await test.inside(desk.tenant, (ctx) => ctx.enqueue(forgetUploads, { at }));
  await settle(test);
};

it('deletes what was never attached in seven days with its bytes, and nothing that a message has or waits for', async () => {
  const [left, sent, held] = [await upload(), await upload(), await upload()];
  const { ticketId } = desk;
  await test.as(desk.tess, addComment, { ticketId, visibility: 'internal', text: 'With a file', uploads: [sent] });
  const sendAt = new Date(Date.now() + 30 * day);
  await test.as(desk.tess, holdReply, { ticketId, text: 'Later', uploads: [held], sendAt });
  await sweep('first');
  expect(await Promise.all([left, sent, held].map(isThere))).toEqual([true, true, true]);
  await test.travel(8 * day);
  const young = await upload();
  await sweep('second');
  expect(await Promise.all([left, sent, held, young].map(isThere))).toEqual([false, true, true, true]);
  await expect(
    test.as(desk.tess, addComment, { ticketId, visibility: 'internal', text: 'Too late', uploads: [left] }),
  ).rejects.toMatchObject({ id: 'upload.gone' });
  await sweep('third');
  expect(await Promise.all([sent, held, young].map(isThere))).toEqual([true, true, true]);
});
