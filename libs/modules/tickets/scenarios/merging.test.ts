import { sql } from '@kelp/platform/db';
import { settle } from '@kelp/testing';
import {
  addComment,
  holdReply,
  listComments,
  bundleTickets,
  linkTickets,
  listTickets,
  mergeTickets,
  pickTickets,
  splitComment,
  undoMerge,
  unlinkTickets,
  updateTicket,
} from '../contract';
import { ticketsModule } from '../module';
import { followMerges } from '../relations/follow-merges';
import { attachments, comments, tickets, ticketWatchers } from '../tables';
import { openOutage, type Outage } from '../testing/outage';
import { writeComment } from '../write-comment';

let outage: Outage;

beforeAll(async () => {
  outage = await openOutage(ticketsModule);
});
afterAll(() => outage.close());

const inside = <T>(work: Parameters<typeof outage.test.inside<T>>[1]) => outage.test.inside(outage.tenant, work);
const day = 24 * 3_600_000;

/** Two tickets of Acme with two comments each, written by turns, the second with a file. */
async function twins(): Promise<[target: string, source: string]> {
  const target = await outage.open('Printer offline', 'Amy');
  const source = await outage.open('Printer does not print', 'Ulf');
  await outage.clientSays(target, 'Amy', 'one');
  await outage.clientSays(source, 'Ulf', 'two');
  await outage.call(addComment, { ticketId: target, visibility: 'public', text: 'three' });
  await inside(async (ctx) => {
    const file = { filename: 'a.txt', contentType: 'text/plain', size: 1n, sha256: 'a'.repeat(64), storageKey: 'x/a' };
    const note = { authorType: 'internal' as const, visibility: 'internal' as const, authorName: 'Tess', text: 'four' };
    await writeComment(ctx, await ctx.db.lock(tickets, source), { ...note, attachments: [file] });
    await ctx.db.insert(ticketWatchers, { ticketId: source, address: 'boss@acme.test' });
    await ctx.db.rows(
      sql`update tickets set mail_message_ids = array['<source@acme.test>'] where tenant_id = ${ctx.tenant} and id = ${source}`,
    );
  });
  return [target, source];
}

const words = async (id: string) => (await outage.thread(id)).map((line) => line.split(': ')[1]);

/** Everything of a ticket that a merge may touch. */
const state = (id: string) =>
  inside(async (ctx) => {
    const { version: _v, updatedAt: _u, lastActivityAt: _a, ...ticket } = await ctx.db.get(tickets, id);
    const watchers = await ctx.db.list(ticketWatchers, { ticketId: id }, { orderBy: 'id' });
    const files = await ctx.db.list(attachments, { ticketId: id }, { orderBy: 'id' });
    const said = await ctx.db.list(comments, { ticketId: id }, { orderBy: 'id' });
    return { ticket, watchers, files, said };
  });

describe('merging', () => {
  it('puts both conversations in order of time, with files and watchers, and leads the old number there', async () => {
    const [target, source] = await twins();
    await outage.call(mergeTickets, { id: target, sourceIds: [source] });
    expect(await words(target)).toEqual(['one', 'two', 'three', 'four']);
    expect(await words(source)).toEqual([]);
    const after = await state(target);
    expect(after.files).toHaveLength(1);
    expect(after.watchers.map(({ contactId, address }) => contactId ?? address)).toEqual([
      outage.people['Ulf'],
      'boss@acme.test',
    ]);
    expect(after.ticket.mailMessageIds).toContain('<source@acme.test>');
    const merged = await outage.ticket(source);
    expect(merged).toMatchObject({ isClosed: true, mergedInto: { id: target } });
    expect(await inside((ctx) => followMerges(ctx, source))).toBe(target);
    const found = await outage.call(listTickets, { search: merged.number, state: 'all' });
    expect(found.rows.map(({ id }) => id)).toEqual([target]);
    const { merged: list } = await outage.related(target);
    expect(list).toMatchObject([{ ticket: { id: source }, mergedBy: 'Tess Tanaka' }]);
    expect((await outage.history(source))[0]).toMatch(/^relation.merged_away/);
    expect((await outage.history(target))[0]).toMatch(/^relation.merged_in/);
  });

  it('undone, restores both tickets to the last row; what was written since stays', async () => {
    const [target, source] = await twins();
    const before = [await state(target), await state(source)];
    await outage.call(mergeTickets, { id: target, sourceIds: [source] });
    await outage.call(undoMerge, { id: source });
    expect([await state(target), await state(source)]).toEqual(before);
    await outage.call(mergeTickets, { id: target, sourceIds: [source] });
    await outage.call(addComment, { ticketId: target, visibility: 'internal', text: 'five' });
    await outage.call(undoMerge, { id: source });
    expect(await words(target)).toEqual(['one', 'three', 'five']);
    expect(await words(source)).toEqual(['two', 'four']);
    await expect(outage.call(undoMerge, { id: source })).rejects.toMatchObject({ id: 'merge.none' });
  });

  it('takes replies that have not left along, and brings them back when it is undone', async () => {
    const [target, source] = await twins();
    const staff = { actor: { ...outage.staff.actor, id: outage.tom, kind: 'user' as const } };
    const closed = await outage.status('Closed');
    const { id } = await outage.call(holdReply, { ticketId: source, text: 'On its way.', statusId: closed }, staff);
    const heldOn = async (ticketId: string) =>
      (await outage.call(listComments, { ticketId })).held.map((held) => [held.id, held.statusId]);
    await outage.call(mergeTickets, { id: target, sourceIds: [source] });
    expect([await heldOn(source), await heldOn(target)]).toEqual([[], [[id, closed]]]);
    await outage.call(undoMerge, { id: source });
    expect([await heldOn(source), await heldOn(target)]).toEqual([[[id, closed]], []]);
    await outage.call(mergeTickets, { id: target, sourceIds: [source] });
    const late = outage.call(holdReply, { ticketId: source, text: 'Too late.' }, staff);
    await expect(late).rejects.toMatchObject({ id: 'ticket.merged' });
    await outage.test.travel(11_000);
    await settle(outage.test);
    await outage.test.travel(0);
    // it was written for Ulf, and the ticket is Amy's: its author is asked first
    const { held } = await outage.call(listComments, { ticketId: target });
    expect(held).toMatchObject([{ id, state: 'paused', reason: 'requester_changed' }]);
  });

  it('can be undone for seven days', async () => {
    const [target, source] = await twins();
    const { undoUntil } = await outage.call(mergeTickets, { id: target, sourceIds: [source] });
    const late = { at: new Date(undoUntil.getTime() + 1) };
    await expect(outage.call(undoMerge, { id: source }, late)).rejects.toMatchObject({ id: 'merge.too_late' });
    expect(undoUntil.getTime() - Date.now()).toBeGreaterThan(6.9 * day);
    await outage.call(undoMerge, { id: source }, { at: undoUntil });
  });

  it('over two steps leads to the end, and is undone from the end', async () => {
    const [a, b] = await twins();
    const c = await outage.open('Third', 'Amy');
    await outage.call(mergeTickets, { id: a, sourceIds: [b] });
    await outage.call(mergeTickets, { id: c, sourceIds: [a] });
    expect(await inside((ctx) => followMerges(ctx, b))).toBe(c);
    expect(await words(c)).toEqual(['one', 'two', 'three', 'four']);
    await expect(outage.call(undoMerge, { id: b })).rejects.toMatchObject({ id: 'ticket.merged' });
    await outage.call(undoMerge, { id: a });
    await outage.call(undoMerge, { id: b });
    expect(await words(a)).toEqual(['one', 'three']);
    expect(await words(b)).toEqual(['two', 'four']);
  });

  it('is for one client, or tickets without one; the client comes along and goes again', async () => {
    const acme = await outage.open('Acme', 'Amy');
    const bluefin = await outage.open('Bluefin', 'Bo');
    const nobodys = await outage.open('Alarm', null);
    await expect(outage.call(mergeTickets, { id: acme, sourceIds: [bluefin] })).rejects.toMatchObject({
      id: 'merge.other_client',
    });
    await outage.call(mergeTickets, { id: nobodys, sourceIds: [acme] });
    expect(await outage.ticket(nobodys)).toMatchObject({ client: { id: outage.acme }, contact: { name: 'Amy Adams' } });
    await expect(outage.call(mergeTickets, { id: nobodys, sourceIds: [bluefin] })).rejects.toMatchObject({
      id: 'merge.other_client',
    });
    await outage.call(undoMerge, { id: acme });
    expect(await outage.ticket(nobodys)).toMatchObject({ client: null, contact: null });
  });

  it('merges many at once or none; twice at once only once', async () => {
    const target = await outage.open('One', 'Amy');
    const [b, c, bluefin] = [await outage.open('Two'), await outage.open('Three'), await outage.open('Four', 'Bo')];
    await expect(outage.call(mergeTickets, { id: target, sourceIds: [b, bluefin] })).rejects.toMatchObject({
      id: 'merge.other_client',
    });
    expect(await outage.ticket(b)).toMatchObject({ mergedInto: null });
    await outage.call(mergeTickets, { id: target, sourceIds: [b, c] });
    const [d, e] = [await outage.open('Five'), await outage.open('Six')];
    const results = await Promise.allSettled([
      outage.call(mergeTickets, { id: d, sourceIds: [e] }),
      outage.call(mergeTickets, { id: e, sourceIds: [d] }),
      outage.call(mergeTickets, { id: target, sourceIds: [target] }),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('refuses changes of a merged ticket and names the one to change; masters are not merged away', async () => {
    const [target, source] = await twins();
    await outage.call(mergeTickets, { id: target, sourceIds: [source] });
    const { number } = await outage.ticket(target);
    const about = { id: 'ticket.merged', message: expect.stringContaining(number) };
    await expect(outage.call(updateTicket, { id: source, title: 'x' })).rejects.toMatchObject(about);
    await expect(
      outage.call(addComment, { ticketId: source, visibility: 'internal', text: 'x' }),
    ).rejects.toMatchObject(about);
    await expect(outage.call(bundleTickets, { id: target, childIds: [source] })).rejects.toMatchObject(about);
    const [master = '', child = ''] = await outage.bundled();
    await expect(outage.call(mergeTickets, { id: target, sourceIds: [master] })).rejects.toMatchObject({
      id: 'merge.source_is_master',
    });
    await outage.call(mergeTickets, { id: target, sourceIds: [child] });
    expect((await outage.related(master)).bundle?.children).toHaveLength(3);
    await outage.call(undoMerge, { id: child });
    expect((await outage.related(master)).bundle?.children).toHaveLength(4);
  });
});

describe('splitting', () => {
  it('makes a ticket of one comment with its files, for who wrote it, linked both ways', async () => {
    const from = await outage.open('Printer, and a mouse', 'Amy');
    const comment = await inside(async (ctx) => {
      const file = {
        filename: 'mouse.png',
        contentType: 'image/png',
        size: 1n,
        sha256: 'b'.repeat(64),
        storageKey: 'x/b',
      };
      const client = { authorType: 'client' as const, visibility: 'public' as const, authorName: 'Ulf Unger' };
      const contactId = outage.people['Ulf'] ?? null;
      const said = { ...client, contactId, text: 'And my mouse is broken.', attachments: [file] };
      return writeComment(ctx, await ctx.db.lock(tickets, from), said);
    });
    const { id } = await outage.call(splitComment, { id: from, commentId: comment.id, title: 'Mouse broken' });
    await settle(outage.test);
    expect(await outage.ticket(id)).toMatchObject({
      title: 'Mouse broken',
      contact: { name: 'Ulf Unger' },
      comments: [
        { text: 'And my mouse is broken.', authorName: 'Ulf Unger', attachments: [{ filename: 'mouse.png' }] },
      ],
    });
    expect(await words(from)).toEqual(['And my mouse is broken.']);
    expect((await outage.related(id)).links).toMatchObject([{ wording: 'split_from', ticket: { id: from } }]);
    expect((await outage.related(from)).links).toMatchObject([{ wording: 'split_into', ticket: { id } }]);
    expect((await outage.history(from))[0]).toMatch(/^relation.split_off/);
    expect((await outage.history(id)).join('\n')).toMatch(/relation.split_from/);
    const other = await outage.open('Other');
    await expect(outage.call(splitComment, { id: other, commentId: comment.id, title: 'x' })).rejects.toMatchObject({
      id: 'not_found',
    });
  });
});

describe('links', () => {
  const wording = {
    relates: 'relates',
    duplicates: 'is_duplicated_by',
    caused_by: 'causes',
    blocks: 'is_blocked_by',
  } as const;

  it('read in words of their own at each end, over clients too, and are removed from both', async () => {
    const [a, b] = [await outage.open('A', 'Amy'), await outage.open('B', 'Bo')];
    for (const [kind, back] of Object.entries(wording) as [keyof typeof wording, string][]) {
      const { id } = await outage.call(linkTickets, { id: a, otherId: b, kind });
      expect((await outage.related(a)).links).toMatchObject([{ id, wording: kind, ticket: { id: b } }]);
      expect((await outage.related(b)).links).toMatchObject([{ id, wording: back, ticket: { id: a } }]);
      expect((await outage.history(b))[0]).toMatch(new RegExp(`^relation.linked link.${back}=T-`));
      // The other end says the same thing: it is the same link.
      expect(await outage.call(linkTickets, { id: b, otherId: a, kind: back as 'blocks' })).toEqual({ id });
      await outage.call(unlinkTickets, { id: b, linkId: id });
      expect((await outage.related(a)).links).toEqual([]);
      expect((await outage.history(a))[0]).toMatch(/^relation.unlinked/);
    }
  });

  it('refuse the opposite, themselves and somebody else’s end', async () => {
    const [a, b, c] = [await outage.open('A'), await outage.open('B'), await outage.open('C')];
    const { id: linkId } = await outage.call(linkTickets, { id: a, otherId: b, kind: 'blocks' });
    await expect(outage.call(linkTickets, { id: b, otherId: a, kind: 'blocks' })).rejects.toMatchObject({
      id: 'link.opposite',
    });
    await expect(outage.call(linkTickets, { id: a, otherId: a, kind: 'relates' })).rejects.toMatchObject({
      id: 'invalid',
    });
    await expect(outage.call(unlinkTickets, { id: c, linkId })).rejects.toMatchObject({ id: 'not_found' });
  });

  it('of a merged ticket show on the ticket it became', async () => {
    const [target, source] = await twins();
    const other = await outage.open('Cable', 'Bo');
    await outage.call(linkTickets, { id: source, otherId: other, kind: 'caused_by' });
    await outage.call(mergeTickets, { id: target, sourceIds: [source] });
    expect((await outage.related(target)).links).toMatchObject([{ wording: 'caused_by', ticket: { id: other } }]);
  });
});

it('offers the exact number first, then open tickets, then the latest; never a merged one or another client’s for merging', async () => {
  const own = await outage.open('Scanner jam', 'Amy');
  const closed = await outage.open('Scanner jam again', 'Amy');
  const bluefin = await outage.open('Scanner jam there', 'Bo');
  await outage.call(updateTicket, { id: closed, statusId: await outage.status('Closed') });
  const pick = async (input: object) => (await outage.call(pickTickets, input)).rows.map(({ id }) => id);
  expect(await pick({ search: 'scanner' })).toEqual([bluefin, own, closed]);
  const { number } = await outage.ticket(closed);
  expect((await pick({ search: number.toLowerCase() }))[0]).toBe(closed);
  expect((await pick({ search: `#${Number(number.slice(2))}` }))[0]).toBe(closed);
  expect(await pick({ search: 'scanner', mergeableWith: own, exceptIds: [own] })).toEqual([closed]);
  await outage.call(mergeTickets, { id: own, sourceIds: [closed] });
  expect(await pick({ search: 'scanner' })).toEqual([own, bluefin]);
});
