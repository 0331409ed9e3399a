import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { settle, testHouse, type TestHouse } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';
import { identityModule, users } from '@kelp/identity';
import { createContact } from '@kelp/clients';
import {
  addComment,
  changeHeldReply,
  getTicket,
  holdReply,
  listComments,
  recordUpload,
  releaseReply,
  ticketChoices,
  updateTicket,
  withdrawReply,
} from '../contract';
import { ticketsModule } from '../module';
import { sealUpload } from '../upload-seal';
import { openDesk, type Desk } from '../testing/desk';

let test: TestHouse;
let desk: Desk;

beforeAll(async () => {
  test = await testHouse(identityModule, ticketsModule);
});
beforeEach(async () => {
  await test.travel(0);
  desk = await openDesk(test);
});
afterAll(() => test.close());

const hold = (more: object = {}, caller: Caller = desk.tess) =>
  test.as(caller, holdReply, { ticketId: desk.ticketId, text: 'We are on it.', uploads: [], ...more });
const conversation = (caller: Caller = desk.tess) =>
  test.as(caller, listComments, { ticketId: desk.ticketId, limit: 40, withChildren: true });
const ticket = () => test.as(desk.olive, getTicket, { id: desk.ticketId });
/** Business time moves on from where the test began, and everything due is done. */
const later = async (ms: number) => {
  await test.travel(ms);
  await settle(test);
};
const events = async () =>
  (
    await test.rows<{ type: string; actor: { name: string } }>(
      desk.tenant,
      sql`select type, actor from outbox where tenant_id = ${desk.tenant} and aggregate_id = ${desk.ticketId} order by id`,
    )
  ).map(({ type, actor }) => `${type} by ${actor.name}`);
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);

it('becomes a comment of its author only when its seconds are over, with the status of the same act', async () => {
  const { statuses } = await test.as(desk.olive, ticketChoices, {});
  const { board } = await ticket();
  const closed = statuses.find(({ isClosed, boardId }) => isClosed && boardId === board.id);
  await hold({ statusId: closed?.id });
  await settle(test);
  expect(await ticket()).toMatchObject({ isClosed: false, comments: [], responseState: 'none' });
  expect((await conversation()).held).toMatchObject([
    { authorName: 'Tess Tran', isYours: true, text: 'We are on it.', isScheduled: false, state: 'waiting' },
  ]);
  expect(await events()).toEqual(['ticket.created by Test Person']);
  await later(11_000);
  expect(await ticket()).toMatchObject({
    isClosed: true,
    comments: [{ text: 'We are on it.', visibility: 'public', authorName: 'Tess Tran', userId: desk.tess.actor.id }],
  });
  expect((await conversation()).held).toEqual([]);
  expect(await events()).toEqual([
    'ticket.created by Test Person',
    'ticket.commented by Tess Tran',
    'ticket.status_changed by Tess Tran',
    'ticket.closed by Tess Tran',
  ]);
  await later(60_000);
  expect((await ticket()).comments).toHaveLength(1);
});

it('gives everything back when it is taken back, and then never leaves', async () => {
  const upload = newId();
  const stored = { id: upload, size: 3, sha256: 'a'.repeat(64) };
  const file = { ...stored, filename: 'a.txt', contentType: 'text/plain', seal: sealUpload(stored) };
  await test.as(desk.tess, recordUpload, file);
  const { id } = await hold({ uploads: [upload] });
  await expect(test.as(desk.tom, withdrawReply, { id })).rejects.toMatchObject({ id: 'forbidden' });
  expect(await test.as(desk.tess, withdrawReply, { id })).toMatchObject({
    ticketId: desk.ticketId,
    text: 'We are on it.',
    uploads: [{ id: upload, filename: 'a.txt', size: 3 }],
  });
  await expect(test.as(desk.tess, withdrawReply, { id })).rejects.toMatchObject({ id: 'not_found' });
  await later(60_000);
  expect((await ticket()).comments).toEqual([]);
  // the file can be sent after all
  await test.as(desk.tess, addComment, {
    ticketId: desk.ticketId,
    visibility: 'internal',
    text: 'x',
    uploads: [upload],
  });
});

it('either leaves or is taken back when both happen at once', async () => {
  const { id } = await hold();
  await test.travel(11_000);
  const [withdrawn] = await Promise.allSettled([test.as(desk.tess, withdrawReply, { id }), settle(test)]);
  await settle(test);
  expect((await ticket()).comments).toHaveLength(withdrawn.status === 'fulfilled' ? 0 : 1);
});

it('is not taken when somebody else wrote after what the writer had seen', async () => {
  const note = { ticketId: desk.ticketId, visibility: 'internal' as const, uploads: [] };
  const { id: seen } = await test.as(desk.tess, addComment, { ...note, text: 'Seen.' });
  await hold({ lastSeenId: seen });
  await test.as(desk.tess, addComment, { ...note, text: 'My own.' });
  await hold({ lastSeenId: seen });
  await expect(hold({ lastSeenId: seen }, desk.tom)).rejects.toMatchObject({
    id: 'ticket.others_wrote',
    data: { names: ['Tess Tran'] },
  });
  await test.as(desk.tom, addComment, { ...note, text: 'I called Amy.' });
  await expect(hold({ lastSeenId: seen })).rejects.toMatchObject({
    id: 'ticket.others_wrote',
    data: { names: ['Tom Timm'] },
  });
  await hold();
});

describe('scheduled', () => {
  it('waits for its time, can be changed and sent now, and needs its permission', async () => {
    const { id } = await hold({ sendAt: inHours(24), zone: 'Europe/Berlin' });
    await later(60_000);
    expect((await conversation(desk.tom)).held).toMatchObject([
      { id, isYours: false, isScheduled: true, zone: 'Europe/Berlin', state: 'waiting' },
    ]);
    const [held] = (await conversation()).held;
    await test.as(desk.tess, changeHeldReply, {
      id,
      version: held?.version,
      text: 'Better words.',
      sendAt: inHours(48),
    });
    await expect(
      test.as(desk.tess, changeHeldReply, { id, version: held?.version, text: 'Old view.' }),
    ).rejects.toMatchObject({ id: 'stale' });
    await later(25 * 3_600_000);
    expect((await ticket()).comments).toEqual([]);
    await test.as(desk.tess, releaseReply, { id });
    await settle(test);
    expect((await ticket()).comments).toMatchObject([{ text: 'Better words.' }]);
    const fin = await desk.person('Fin Falk', 'Finance');
    await expect(hold({ sendAt: inHours(2) }, fin)).rejects.toMatchObject({ id: 'forbidden' });
  });

  it.each([
    ['the past', () => ({ sendAt: inHours(-1) })],
    ['far ahead', () => ({ sendAt: inHours(24 * 400) })],
    ['an unknown zone', () => ({ sendAt: inHours(2), zone: 'Moon/Base' })],
  ])('refuses %s', async (_what, more) => {
    await expect(hold(more())).rejects.toMatchObject({ id: 'invalid' });
  });

  it('pauses when the client writes first, tells its author, and leaves after a look', async () => {
    const { id } = await hold({ sendAt: inHours(24) });
    await desk.amyWrites('It works again!');
    expect((await conversation()).held).toMatchObject([{ state: 'paused', reason: 'client_replied' }]);
    expect(await events()).toContain('ticket.reply_stopped by test');
    await later(25 * 3_600_000);
    expect((await ticket()).comments).toMatchObject([{ text: 'It works again!' }]);
    await test.as(desk.tess, releaseReply, { id });
    await settle(test);
    expect((await ticket()).comments).toHaveLength(2);
  });

  it('pauses when the ticket has another contact, for whom it was not written', async () => {
    const ulf = await test.as(desk.olive, createContact, {
      fullName: 'Ulf Unger',
      email: 'ulf@acme.test',
      clientId: desk.clientId,
    });
    await hold({ sendAt: inHours(24) });
    await test.as(desk.olive, updateTicket, { id: desk.ticketId, contactId: ulf.id });
    await later(25 * 3_600_000);
    expect((await ticket()).comments).toEqual([]);
    expect((await conversation()).held).toMatchObject([{ state: 'paused', reason: 'requester_changed' }]);
  });

  it('does not speak for somebody who was deactivated, nor without the right to reply', async () => {
    await hold({ sendAt: inHours(24) });
    await hold({ sendAt: inHours(24) }, desk.tom);
    await test.inside(desk.tenant, async (ctx) => {
      await ctx.db.update(users, String(desk.tess.actor.id), { isActive: false });
      await ctx.db.rows(
        sql`delete from user_roles where tenant_id = ${desk.tenant} and user_id = ${desk.tom.actor.id}`,
      );
    });
    await later(25 * 3_600_000);
    expect((await ticket()).comments).toEqual([]);
    const held = (await conversation(desk.olive)).held.map(({ state, reason }) => `${state}: ${String(reason)}`);
    expect(held.sort()).toEqual(['failed: ' + forbiddenSentence, 'paused: author_gone']);
  });
});

const forbiddenSentence =
  'Your role does not allow this (ticket_comment.create_public). Ask an owner of your workspace.';
