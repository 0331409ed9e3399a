import { inUnit } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { settle } from '@kelp/testing';
import {
  addComment,
  bundleTickets,
  changeHeldReply,
  checkBundleReply,
  closeBundle,
  commentHistory,
  editComment,
  holdReply,
  listComments,
  listTickets,
  promoteTicket,
  recordUpload,
  ticketChanges,
  unbundleTicket,
  updateBundle,
  updateTicket,
} from '../contract';
import { ticketsModule } from '../module';
import { sealUpload } from '../upload-seal';
import { moveTicket } from '../change-status';
import { attachments, boardCloseRules, statuses, tickets } from '../tables';
import { openOutage, type Outage } from '../testing/outage';

let outage: Outage;

beforeAll(async () => {
  outage = await openOutage(ticketsModule);
});
afterAll(() => outage.close());

const settingsOf = (masterId: string) =>
  outage.test.rows<{ mode: string; reopens: boolean }>(
    outage.tenant,
    sql`select mode, reopens_on_child_reply as reopens from ticket_bundle_settings
        where tenant_id = ${outage.tenant} and master_ticket_id = ${masterId}`,
  );
const reply = (ticketId: string, text: string, more: object = {}) =>
  outage.call(addComment, { ticketId, visibility: 'public', text, ...more });

describe('bundling', () => {
  it('puts four tickets under the oldest, in sync unless told otherwise; each keeps its client', async () => {
    const [master = '', ...children] = outage.five;
    expect(await outage.call(bundleTickets, { id: master, childIds: children })).toMatchObject({ childCount: 4 });
    expect(await settingsOf(master)).toEqual([{ mode: 'sync_updates', reopens: false }]);
    const { bundle } = await outage.related(children[3] ?? '');
    expect(bundle).toMatchObject({ mode: 'sync_updates', clientCount: 2, master: { id: master } });
    expect(bundle?.children.map(({ client }) => client?.name)).toEqual([
      'Acme Dental',
      'Acme Dental',
      'Bluefin Legal',
      'Bluefin Legal',
    ]);
    expect(await outage.ticket(master)).toMatchObject({ bundle: { childCount: 4, clientCount: 2 }, master: null });
    expect(await outage.ticket(children[0] ?? '')).toMatchObject({ bundle: null, master: { id: master } });
    expect(await outage.history(master)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^relation.child_added ticket=T-/)]),
    );
    expect((await outage.history(children[0] ?? ''))[0]).toMatch(/^relation.bundled ticket=T-0001/);
  });

  it('is one row in the bundled list and five in the flat one; a child shows when its master does not fit', async () => {
    const [, , , bo = '', bea = ''] = outage.five;
    const rowsOf = async (input: object) =>
      (await outage.call(listTickets, { search: 'Internet down', sort: 'number', direction: 'asc', ...input })).rows;
    const flat = (await rowsOf({})).filter(({ id }) => outage.five.includes(id));
    expect(flat).toHaveLength(5);
    const bundled = (await rowsOf({ isBundled: true })).filter(({ id }) => outage.five.includes(id));
    expect(bundled).toMatchObject([{ id: outage.five[0], bundle: { childCount: 4, clientCount: 2 } }]);
    const bluefins = (await rowsOf({ isBundled: true, clientId: outage.bluefin })).map(({ id }) => id);
    expect(bluefins).toEqual(expect.arrayContaining([bo, bea]));
  });

  it('tells a bundled list that a child which was shown belongs to its master now', async () => {
    const [master = '', child = ''] = outage.five;
    const since = new Date(0).toISOString();
    const changes = (isBundled: boolean) => outage.call(ticketChanges, { since, known: [child], isBundled });
    const flat = await changes(false);
    expect(flat.gone).toEqual([]);
    expect(flat.rows.map(({ id }) => id)).toEqual(expect.arrayContaining([master, child]));
    const bundled = await changes(true);
    expect(bundled.gone).toEqual([child]);
    expect(bundled.rows.map(({ id }) => id)).not.toContain(child);
    expect(bundled.rows.find(({ id }) => id === master)).toMatchObject({ bundle: { childCount: 4, clientCount: 2 } });
  });

  it('has one level only and refuses with the number of the other master', async () => {
    const [first = '', child = ''] = await outage.bundled();
    const other = await outage.open('Other');
    const third = await outage.open('Third');
    const firstNumber = (await outage.ticket(first)).number;
    await expect(outage.call(bundleTickets, { id: other, childIds: [first] })).rejects.toMatchObject({
      id: 'bundle.child_is_master',
      message: expect.stringContaining(firstNumber),
    });
    await expect(outage.call(bundleTickets, { id: child, childIds: [other] })).rejects.toMatchObject({
      id: 'bundle.master_is_child',
      message: expect.stringContaining(firstNumber),
    });
    await expect(outage.call(bundleTickets, { id: other, childIds: [third, child] })).rejects.toMatchObject({
      id: 'bundle.already_bundled',
      message: expect.stringContaining(firstNumber),
    });
    await expect(outage.call(bundleTickets, { id: other, childIds: [other] })).rejects.toMatchObject({ id: 'invalid' });
    expect((await outage.related(third)).bundle).toBeNull();
    expect(await settingsOf(other)).toEqual([]);
  });

  it('takes more children in later, and the same again without harm', async () => {
    const [master = '', child = ''] = await outage.bundled({ mode: 'link_only' });
    const more = await outage.open('Late');
    const again = await outage.call(bundleTickets, { id: master, childIds: [child, more, more] });
    expect(again.childCount).toBe(5);
    expect(await settingsOf(master)).toEqual([{ mode: 'link_only', reopens: false }]);
  });

  it('refuses the second of two who bundle the same ticket at once', async () => {
    const [a, b, wanted] = await Promise.all([outage.open('A'), outage.open('B'), outage.open('Wanted')]);
    const results = await Promise.allSettled([
      outage.call(bundleTickets, { id: a, childIds: [wanted] }),
      outage.call(bundleTickets, { id: b, childIds: [wanted] }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { id: 'bundle.already_bundled' },
    });
    const crossed = await Promise.all([outage.open('C'), outage.open('D')]);
    const [c = '', d = ''] = crossed;
    const each = await Promise.allSettled([
      outage.call(bundleTickets, { id: c, childIds: [d] }),
      outage.call(bundleTickets, { id: d, childIds: [c] }),
    ]);
    expect(each.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('needs the permission', async () => {
    const actor = { ...outage.staff.actor, permissions: new Set(['ticket.read', 'ticket.update']) };
    const [a, b] = [await outage.open('A'), await outage.open('B')];
    await expect(outage.call(bundleTickets, { id: a, childIds: [b] }, { actor })).rejects.toMatchObject({
      id: 'forbidden',
    });
  });
});

describe('what flows from the master', () => {
  it('is status, assignee and priority, with a history that says so', async () => {
    const [master = '', ulf = '', , bo = ''] = await outage.bundled();
    const { number } = await outage.ticket(master);
    await outage.call(updateTicket, {
      id: master,
      statusId: await outage.status('In progress'),
      assignedTo: outage.tom,
    });
    for (const id of [ulf, bo]) {
      expect(await outage.ticket(id)).toMatchObject({ status: { name: 'In progress' }, assignee: { name: 'tom' } });
      expect((await outage.history(id))[0]).toBe(`ticket.update by ${number} statusId=In progress assignedTo=tom`);
    }
    await outage.call(updateTicket, { id: master, title: 'Fibre cut' });
    expect(await outage.ticket(ulf)).toMatchObject({ title: 'Internet down' });
  });

  it('closes the children at the same instant and by the same person, and reopens them', async () => {
    const [master = '', ...children] = await outage.bundled();
    await outage.call(updateTicket, { id: master, statusId: await outage.status('Resolved') });
    const rows = await outage.test.inside(outage.tenant, (ctx) => ctx.db.list(tickets, { id: [master, ...children] }));
    expect(new Set(rows.map(({ closedAt }) => closedAt?.getTime())).size).toBe(1);
    expect(new Set(rows.map(({ closedBy }) => closedBy))).toEqual(new Set([outage.staff.actor.id]));
    expect(rows.every(({ isClosed }) => isClosed)).toBe(true);
    const told = await outage.test.rows<{ payload: { childTicketIds: string[] } }>(
      outage.tenant,
      sql`select payload from outbox where tenant_id = ${outage.tenant} and type = 'ticket.bundle_closed' and aggregate_id = ${master}`,
    );
    expect(told.map(({ payload }) => [...payload.childTicketIds].sort())).toEqual([[...children].sort()]);
    await outage.call(updateTicket, { id: master, statusId: await outage.status('New') });
    for (const id of children) expect(await outage.ticket(id)).toMatchObject({ isClosed: false, closedAt: null });
  });

  it('is nothing in link only; there "close all" closes the children and the master', async () => {
    const [master = '', ulf = '', ...rest] = await outage.bundled({ mode: 'link_only' });
    await reply(master, 'We are on it.');
    await outage.call(updateTicket, { id: master, statusId: await outage.status('In progress') });
    expect(await outage.ticket(ulf)).toMatchObject({ status: { name: 'New' } });
    expect(await outage.thread(ulf)).toEqual([]);
    expect(await outage.call(closeBundle, { id: master })).toMatchObject({ closedCount: 4 });
    for (const id of [master, ulf, ...rest]) expect(await outage.ticket(id)).toMatchObject({ isClosed: true });
  });

  it('is asked for by the close rule "no open children", which "close all" meets and a synced bundle always does', async () => {
    const [master = '', ulf = '', ...rest] = await outage.bundled({ mode: 'link_only' });
    const { board } = await outage.ticket(master);
    const rules = { boardId: board.id, needsChildrenClosed: true, requiredFields: [] };
    const { id: rule } = await outage.test.inside(outage.tenant, (ctx) => ctx.db.insert(boardCloseRules, rules));
    const resolved = await outage.status('Resolved');
    await expect(outage.call(updateTicket, { id: master, statusId: resolved })).rejects.toMatchObject({
      id: 'ticket.close_blocked',
      message: expect.stringContaining((await outage.ticket(ulf)).number),
    });
    await outage.call(closeBundle, { id: master, statusId: resolved });
    for (const id of [master, ulf, ...rest]) expect(await outage.ticket(id)).toMatchObject({ isClosed: true });
    const [synced = '', child = ''] = await outage.bundled();
    await outage.call(updateTicket, { id: synced, statusId: resolved });
    expect(await outage.ticket(child)).toMatchObject({ isClosed: true });
    await outage.test.inside(outage.tenant, (ctx) => ctx.db.remove(boardCloseRules, rule));
  });

  it('is not what a client did to the master’s own ticket', async () => {
    const [master = '', ulf = ''] = await outage.bundled();
    const resolved = await outage.status('Resolved');
    const actor = { ...outage.staff.actor, userType: 'client' as const };
    await inUnit(outage.test.house, { ...outage.staff, actor }, 'portal_ticket.close', async (ctx) => {
      await moveTicket(ctx, await ctx.db.lock(tickets, master), await ctx.db.get(statuses, resolved));
    });
    expect(await outage.ticket(master)).toMatchObject({ isClosed: true });
    expect(await outage.ticket(ulf)).toMatchObject({ isClosed: false });
  });
});

describe('a reply on the master', () => {
  it('is on each child once, as written by the system, with its files; a note is not', async () => {
    const [master = '', ulf = '', , bo = ''] = await outage.bundled();
    const upload = newId();
    const stored = { id: upload, size: 10, sha256: 'a'.repeat(64) };
    const seal = sealUpload(stored);
    await outage.call(recordUpload, { ...stored, filename: 'map.png', contentType: 'image/png', seal });
    await reply(master, 'The provider repairs a cable.', { uploads: [upload] });
    await outage.call(addComment, { ticketId: master, visibility: 'internal', text: 'Bluefin shouts.' });
    await outage.clientSays(master, 'Amy', 'Thank you, says Amy.');
    for (const id of [ulf, bo])
      expect(await outage.thread(id)).toEqual(['system public: The provider repairs a cable.']);
    const files = await outage.test.inside(outage.tenant, (ctx) =>
      ctx.db.list(attachments, { ticketId: [master, bo] }),
    );
    expect(files).toHaveLength(2);
    expect(new Set(files.map(({ storageKey }) => storageKey)).size).toBe(1);
    expect(await outage.ticket(bo)).toMatchObject({ responseState: 'awaiting_client' });
  });

  it('stays one when its event comes again', async () => {
    const [master = '', ulf = ''] = await outage.bundled();
    await reply(master, 'Once.');
    await settle(outage.test);
    await outage.test.inside(outage.tenant, (ctx) =>
      ctx.db.rows(sql`update deliveries set state = 'pending' where tenant_id = ${outage.tenant}`),
    );
    await settle(outage.test);
    expect(await outage.thread(ulf)).toEqual(['system public: Once.']);
    await outage.call(unbundleTicket, { id: ulf });
    await outage.call(bundleTickets, { id: master, childIds: [ulf] });
    expect(await outage.thread(ulf)).toEqual(['system public: Once.']);
  });

  it('is held back while it names another client, and leaves once somebody confirms', async () => {
    const [master = '', ulf = '', , bo = ''] = await outage.bundled();
    const text = 'Amy, the line of Acme is dead, as at bluefin.test.';
    const { names } = await outage.call(checkBundleReply, { id: master, text });
    expect(names.map((one) => [one.text, one.of])).toEqual([
      ['Acme', 'Acme Dental'],
      ['Amy', 'Amy Adams (Acme Dental)'],
      ['bluefin.test', 'Bluefin Legal'],
    ]);
    await expect(reply(master, text)).rejects.toMatchObject({
      id: 'bundle.foreign_names',
      message: expect.stringContaining('Acme'),
    });
    expect(await outage.thread(bo)).toEqual([]);
    await reply(master, text, { confirmsNames: true });
    expect(await outage.thread(bo)).toEqual([`system public: ${text}`]);
    await reply(ulf, 'Dear Acme, this is your own ticket.');
    await outage.call(updateBundle, { id: master, mode: 'link_only' });
    await reply(master, 'Dear Acme, only you read this.');
  });
});

describe('a reply that waits', () => {
  it('is asked about other clients’ names again when its words change', async () => {
    const [master = ''] = await outage.bundled();
    const sendAt = new Date(Date.now() + 3_600_000).toISOString();
    const text = 'Dear Acme, back at nine.';
    await expect(outage.call(holdReply, { ticketId: master, text, uploads: [], sendAt })).rejects.toMatchObject({
      id: 'bundle.foreign_names',
    });
    const { id } = await outage.call(holdReply, { ticketId: master, text, uploads: [], sendAt, confirmsNames: true });
    const change = (more: object) => outage.call(changeHeldReply, { id, ...more });
    // the same words, another time: nothing new to ask
    await change({ text, sendAt: new Date(Date.now() + 7_200_000).toISOString() });
    await expect(change({ text: 'Dear Bluefin, back at ten.' })).rejects.toMatchObject({ id: 'bundle.foreign_names' });
    await change({ text: 'Back at ten.' });
    await expect(change({ text })).rejects.toMatchObject({ id: 'bundle.foreign_names' });
    await change({ text: 'Dear Bluefin, back at ten.', confirmsNames: true });
    const { held } = await outage.call(listComments, { ticketId: master });
    expect(held).toMatchObject([{ text: 'Dear Bluefin, back at ten.', state: 'waiting' }]);
  });
});

describe('a client’s reply on a child', () => {
  it('is marked on the master for staff, and its text is on no other ticket', async () => {
    const [master = '', ulf = '', , bo = ''] = await outage.bundled();
    await reply(master, 'We are on it.');
    const before = await outage.ticket(master);
    await outage.clientSays(bo, 'Bo', 'Still nothing at Bluefin!');
    const spoken = async (ticketId: string, more = {}) =>
      (await outage.call(listComments, { ticketId, ...more })).comments.map(({ text, child }) => [text, child?.id]);
    expect(await spoken(master)).toEqual([
      ['We are on it.', undefined],
      ['Still nothing at Bluefin!', bo],
    ]);
    const [, marked] = (await outage.call(listComments, { ticketId: master })).comments;
    const { number } = await outage.ticket(bo);
    expect(marked).toMatchObject({ authorName: 'Bo', child: { number, client: 'Bluefin Legal' } });
    expect(await spoken(master, { withChildren: false })).toEqual([['We are on it.', undefined]]);
    expect(await spoken(ulf)).toEqual([['We are on it.', undefined]]);
    expect((await outage.call(listComments, { ticketId: master, limit: 1 })).earlier).toBe(marked?.id);
    for (const id of [master, ulf]) expect((await outage.thread(id)).join()).not.toContain('Bluefin');
    expect((await outage.ticket(master)).lastActivityAt > before.lastActivityAt).toBe(true);
  });

  it('reopens the child, and the master only when the bundle says so; other children stay closed', async () => {
    for (const reopensOnChildReply of [false, true]) {
      const [master = '', ulf = '', nina = ''] = await outage.bundled({ reopensOnChildReply });
      await outage.call(updateTicket, { id: master, statusId: await outage.status('Closed') });
      await outage.clientSays(ulf, 'Ulf', 'Not solved.');
      expect(await outage.ticket(ulf)).toMatchObject({ isClosed: false });
      expect(await outage.ticket(master)).toMatchObject({ isClosed: !reopensOnChildReply });
      expect(await outage.ticket(nina)).toMatchObject({ isClosed: true });
    }
  });
});

describe('an edit of the master’s reply', () => {
  it('reaches its copies, each former wording kept, and asks again before it names another client', async () => {
    const [master = '', ulf = '', nina = ''] = await outage.bundled();
    const { id } = await outage.call(addComment, { ticketId: master, visibility: 'public', text: 'Back at nine.' });
    await outage.call(unbundleTicket, { id: nina });
    const edit = (text: string, version: number, more = {}) => outage.call(editComment, { id, version, text, ...more });
    const { version } = await edit('Back at **ten**.', 1);
    expect(await outage.thread(ulf)).toEqual(['system public: Back at ten.']);
    expect(await outage.thread(nina)).toEqual(['system public: Back at nine.']);
    const [copy] = (await outage.call(listComments, { ticketId: ulf })).comments;
    expect(copy).toMatchObject({ html: '<p>Back at <strong>ten</strong>.</p>', editedAt: expect.any(Date) });
    const { versions } = await outage.call(commentHistory, { id: copy?.id ?? '' });
    expect(versions.map(({ text }) => text)).toEqual(['Back at nine.']);
    await expect(edit('Back at ten, Acme.', version)).rejects.toMatchObject({ id: 'bundle.foreign_names' });
    expect(await outage.thread(ulf)).toEqual(['system public: Back at ten.']);
    await edit('Back at ten, Acme.', version, { confirmsNames: true });
    expect(await outage.thread(ulf)).toEqual(['system public: Back at ten, Acme.']);
    await outage.call(updateBundle, { id: master, mode: 'link_only' });
    await edit('Not for the others.', version + 1);
    expect(await outage.thread(ulf)).toEqual(['system public: Back at ten, Acme.']);
  });
});

describe('the end of a bundle', () => {
  it('promotes a child with the settings, and ends when the last child leaves', async () => {
    const [master = '', ulf = '', ...rest] = await outage.bundled({ mode: 'link_only', reopensOnChildReply: true });
    await outage.call(promoteTicket, { id: ulf });
    expect(await settingsOf(master)).toEqual([]);
    expect(await settingsOf(ulf)).toEqual([{ mode: 'link_only', reopens: true }]);
    const { bundle } = await outage.related(master);
    expect(bundle?.master.id).toBe(ulf);
    expect(bundle?.children.map(({ id }) => id).sort()).toEqual([master, ...rest].sort());
    for (const id of [master, ...rest].slice(0, 3)) {
      expect(await outage.call(unbundleTicket, { id })).toMatchObject({ isBundleGone: false });
    }
    expect(await outage.call(unbundleTicket, { id: rest[2] ?? '' })).toMatchObject({ isBundleGone: true });
    expect(await settingsOf(ulf)).toEqual([]);
    for (const id of [master, ulf, ...rest]) expect((await outage.related(id)).bundle).toBeNull();
    await expect(outage.call(unbundleTicket, { id: ulf })).rejects.toMatchObject({ id: 'bundle.not_a_child' });
    await expect(outage.call(updateBundle, { id: ulf, mode: 'link_only' })).rejects.toMatchObject({
      id: 'bundle.none',
    });
  });

  it('refuses settings that somebody else changed meanwhile', async () => {
    const [master = ''] = await outage.bundled();
    const { bundle } = await outage.related(master);
    await outage.call(updateBundle, { id: master, mode: 'link_only', version: bundle?.version });
    await expect(
      outage.call(updateBundle, { id: master, reopensOnChildReply: true, version: bundle?.version }),
    ).rejects.toMatchObject({ id: 'stale' });
  });
});
