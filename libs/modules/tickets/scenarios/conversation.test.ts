import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { testHouse, type TestHouse } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';
import { createClient, createContact } from '@kelp/clients';
import { identityModule } from '@kelp/identity';
import {
  addComment,
  addCopy,
  commentHistory,
  deleteComment,
  editComment,
  followTicket,
  getTicket,
  listComments,
  listWatchers,
  myMentions,
  reactToComment,
  recordUpload,
  removeCopy,
  unfollowTicket,
} from '../contract';
import { ticketsModule } from '../module';
import { sealUpload } from '../upload-seal';
import { attachments, comments } from '../tables';
import { openDesk, type Desk } from '../testing/desk';

let test: TestHouse;
let desk: Desk;

beforeAll(async () => {
  test = await testHouse(identityModule, ticketsModule);
});
beforeEach(async () => {
  desk = await openDesk(test);
});
afterAll(() => test.close());

const write = async (text: string, more: object = {}, caller: Caller = desk.tess) =>
  (await test.as(caller, addComment, { ticketId: desk.ticketId, visibility: 'internal', text, uploads: [], ...more }))
    .id;
const conversation = (more: object = {}, caller: Caller = desk.tess) =>
  test.as(caller, listComments, { ticketId: desk.ticketId, limit: 40, withChildren: true, ...more });
const comment = async (id: string) => (await conversation()).comments.find((one) => one.id === id);
const watchers = (caller: Caller = desk.tess) => test.as(caller, listWatchers, { ticketId: desk.ticketId });

it('writes marks as HTML, keeps the plain words for text, and what was typed for editing', async () => {
  const id = await write('**Done**:\n- one <b>');
  expect(await comment(id)).toMatchObject({
    html: '<p><strong>Done</strong>:</p><ul><li>one &lt;b&gt;</li></ul>',
    text: 'Done:\n\n- one <b>',
    markup: '**Done**:\n- one <b>',
  });
  expect((await comment(await write('plain')))?.markup).toBeNull();
});

describe('threads', () => {
  it('stand one level deep, and a reply to the client never hangs on a note', async () => {
    const note = await write('A note');
    const answer = await write('An answer', { parentId: note });
    const deeper = await write('Deeper', { parentId: answer });
    expect((await comment(deeper))?.parentId).toBe(note);
    await expect(write('Public', { parentId: note, visibility: 'public' })).rejects.toMatchObject({
      id: 'comment.is_note',
    });
  });

  it('refuses a comment of another ticket', async () => {
    const other = await openDesk(test);
    await expect(write('x', { parentId: newId() })).rejects.toMatchObject({ id: 'not_found' });
    const foreign = await test.as(other.tess, addComment, {
      ticketId: other.ticketId,
      visibility: 'internal',
      text: 'Theirs',
      uploads: [],
    });
    await expect(write('x', { parentId: foreign.id })).rejects.toMatchObject({ id: 'not_found' });
  });
});

it('gives a long conversation part by part, without gap or double, with the comment an answer hangs on', async () => {
  const first = await write('The first');
  await test.inside(desk.tenant, (ctx) =>
    ctx.db.insertMany(
      comments,
      Array.from({ length: 500 }, (_, n) => ({
        id: newId(),
        ticketId: desk.ticketId,
        authorType: 'client' as const,
        contactId: desk.amyId,
        authorName: 'Amy Adams',
        visibility: 'public' as const,
        html: `<p>${n}</p>`,
        text: String(n),
      })),
    ),
  );
  const answer = await write('Late answer', { parentId: first });
  const latest = await conversation();
  expect(latest.total).toBe(502);
  expect(latest.comments.map(({ id }) => id)).toEqual(expect.arrayContaining([first, answer]));
  const seen = new Set(latest.comments.map(({ id }) => id));
  for (let earlier = latest.earlier; earlier;) {
    const part = await conversation({ before: earlier, limit: 100 });
    for (const { id } of part.comments) seen.add(id);
    earlier = part.earlier;
  }
  expect(seen.size).toBe(502);
  expect((await test.as(desk.tess, getTicket, { id: desk.ticketId })).comments).toHaveLength(50);
});

it('puts a sign under a comment once, and takes it away again', async () => {
  const id = await write('Nice');
  const react = (caller: Caller) => test.as(caller, reactToComment, { commentId: id, emoji: '👍' });
  expect(await react(desk.tess)).toEqual({ isSet: true });
  expect(await react(desk.tom)).toEqual({ isSet: true });
  expect((await comment(id))?.reactions).toEqual([{ emoji: '👍', names: ['Tess Tran', 'Tom Timm'], isMine: true }]);
  expect(await react(desk.tess)).toEqual({ isSet: false });
  const both = await Promise.all([react(desk.mona), react(desk.mona)]);
  expect(both.map(({ isSet }) => isSet).sort()).toEqual([false, true]);
  expect((await comment(id))?.reactions).toEqual([{ emoji: '👍', names: ['Tom Timm'], isMine: false }]);
});

describe('mentions', () => {
  it('tell the colleague once, make them follow, and are found by them', async () => {
    const id = await write('@Mona Berg and @Tess Tran, do you know this?');
    expect((await watchers()).colleagues).toMatchObject([{ name: 'Mona Berg' }]);
    const mine = (caller: Caller) => test.as(caller, myMentions, { limit: 30 });
    expect((await mine(desk.mona)).rows).toMatchObject([
      { commentId: id, number: 'T-0001', by: 'Tess Tran', excerpt: '@Mona Berg and @Tess Tran, do you know this?' },
    ]);
    expect((await mine(desk.tess)).rows).toEqual([]);
    const version = (await comment(id))?.version ?? 0;
    await test.as(desk.tess, editComment, { id, version, text: '@Mona Berg and @Tom Timm?' });
    const told = await test.rows<{ payload: { userIds: string[] } }>(
      desk.tenant,
      sql`select payload from outbox where tenant_id = ${desk.tenant} and type = 'ticket.mentioned' order by id`,
    );
    expect(told.map(({ payload }) => payload.userIds)).toEqual([[desk.mona.actor.id], [desk.tom.actor.id]]);
  });

  it('go with the comment that held them', async () => {
    const id = await write('@Mona Berg, look');
    await test.as(await desk.person('Ada Admin', 'Admin'), deleteComment, { id });
    expect((await test.as(desk.mona, myMentions, { limit: 30 })).rows).toEqual([]);
  });

  it('come part by part', async () => {
    for (const n of [1, 2, 3]) await write(`@Mona Berg ${n}`);
    const first = await test.as(desk.mona, myMentions, { limit: 2 });
    const rest = await test.as(desk.mona, myMentions, { limit: 2, ...(first.next ? { after: first.next } : {}) });
    expect([...first.rows, ...rest.rows].map(({ excerpt }) => excerpt.slice(-1))).toEqual(['3', '2', '1']);
    expect(rest.next).toBeNull();
  });
});

describe('editing', () => {
  it('keeps the former words, says that it happened, and refuses a stale view', async () => {
    const id = await write('Old **words**');
    const version = (await comment(id))?.version ?? 0;
    await test.as(desk.tess, editComment, { id, version, text: 'New words' });
    expect(await comment(id)).toMatchObject({ text: 'New words', markup: null, editedAt: expect.any(Date) });
    expect((await test.as(desk.tom, commentHistory, { id })).versions).toMatchObject([
      { text: 'Old **words**', replacedBy: 'Tess Tran' },
    ]);
    await expect(test.as(desk.tess, editComment, { id, version, text: 'Again' })).rejects.toMatchObject({
      id: 'stale',
    });
  });

  it('is for the own words, or for those who may change all; never for a client’s', async () => {
    const id = await write('Mine');
    const version = (await comment(id))?.version ?? 0;
    const edit = (caller: Caller, of = id) => test.as(caller, editComment, { id: of, version, text: 'Other' });
    await expect(edit(desk.tom)).rejects.toMatchObject({ id: 'forbidden' });
    await edit(desk.mona);
    await desk.amyWrites('Hello');
    const theirs = (await conversation()).comments.find(({ authorType }) => authorType === 'client');
    await expect(edit(desk.mona, theirs?.id)).rejects.toMatchObject({ id: 'comment.not_ours' });
  });
});

it('leaves a tombstone without words and files, whose former words only those see who may delete', async () => {
  const upload = newId();
  const stored = { id: upload, size: 3, sha256: 'a'.repeat(64) };
  const file = { ...stored, filename: 'a.txt', contentType: 'text/plain', seal: sealUpload(stored) };
  await test.as(desk.tess, recordUpload, file);
  const id = await write('The secret', { uploads: [upload] });
  await test.as(desk.tess, reactToComment, { commentId: id, emoji: '👀' });
  await expect(test.as(desk.tess, deleteComment, { id })).rejects.toMatchObject({ id: 'forbidden' });
  await test.as(desk.mona, deleteComment, { id });
  expect(await comment(id)).toMatchObject({ isDeleted: true, text: '', html: '', attachments: [], reactions: [] });
  expect(await test.inside(desk.tenant, (ctx) => ctx.db.list(attachments, { commentId: id }))).toEqual([]);
  await expect(test.as(desk.tess, commentHistory, { id })).rejects.toMatchObject({ id: 'forbidden' });
  expect((await test.as(desk.mona, commentHistory, { id })).versions).toMatchObject([{ text: 'The secret' }]);
  await expect(test.as(desk.mona, deleteComment, { id })).rejects.toMatchObject({ id: 'comment.deleted' });
  await expect(test.as(desk.tess, reactToComment, { commentId: id, emoji: '👍' })).rejects.toMatchObject({
    id: 'comment.deleted',
  });
});

describe('followers', () => {
  it('follow once however often asked, and no longer when they say so', async () => {
    const { ticketId } = desk;
    const [one, two] = await Promise.all([
      test.as(desk.tess, followTicket, { ticketId }),
      test.as(desk.tess, followTicket, { ticketId }),
    ]);
    expect(one).toEqual(two);
    expect(await watchers()).toMatchObject({ isFollowing: true, colleagues: [{ name: 'Tess Tran' }] });
    expect(await test.as(desk.tess, unfollowTicket, { ticketId })).toEqual({ wasFollowing: true });
    expect(await test.as(desk.tess, unfollowTicket, { ticketId })).toEqual({ wasFollowing: false });
    await expect(test.as(desk.tess, followTicket, { ticketId, userId: newId() })).rejects.toMatchObject({
      id: 'not_found',
    });
  });

  it('outside get the replies: an address that a contact has is the contact, a colleague’s is refused', async () => {
    const { ticketId } = desk;
    const ulf = { fullName: 'Ulf Unger', email: 'ulf@acme.test', clientId: desk.clientId };
    const { id: ulfId } = await test.as(desk.olive, createContact, ulf);
    const copy = (more: object) => test.as(desk.tess, addCopy, { ticketId, ...more });
    const { id } = await copy({ address: 'Boss@Outside.test' });
    expect(await copy({ address: 'boss@outside.test' })).toEqual({ id });
    await copy({ address: 'ulf@acme.test' });
    await copy({ contactId: ulfId });
    expect((await watchers()).copies).toMatchObject([
      { address: 'boss@outside.test', contactId: null },
      { name: 'Ulf Unger', contactId: ulfId, otherClient: null },
    ]);
    expect((await test.as(desk.tess, getTicket, { id: ticketId })).recipients).toEqual([
      { name: 'Amy Adams', address: 'amy@acme.test' },
      { name: 'boss@outside.test', address: 'boss@outside.test' },
      { name: 'Ulf Unger', address: 'ulf@acme.test' },
    ]);
    await expect(copy({ address: 'tess.tran@northstar.test' })).rejects.toMatchObject({ id: 'invalid' });
    await expect(copy({ address: 'nobody' })).rejects.toMatchObject({ id: 'invalid' });
    await expect(copy({})).rejects.toMatchObject({ id: 'invalid' });
    await test.as(desk.tess, removeCopy, { ticketId, id });
    expect((await watchers()).copies).toHaveLength(1);
  });

  it('of another client are named as such', async () => {
    const bluefin = await test.as(desk.olive, createClient, { name: 'Bluefin Legal', domains: [] });
    const bo = { fullName: 'Bo Berg', email: 'bo@bluefin.test', clientId: bluefin.id };
    const { id: contactId } = await test.as(desk.olive, createContact, bo);
    await test.as(desk.tess, addCopy, { ticketId: desk.ticketId, contactId });
    expect((await watchers()).copies).toMatchObject([{ name: 'Bo Berg', otherClient: 'Bluefin Legal' }]);
  });
});
