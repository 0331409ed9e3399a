import { users } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  addComment,
  bundleTickets,
  createTicket,
  deleteTicket,
  getTicket,
  linkTickets,
  listTickets,
  mergeTickets,
  reactToComment,
  reactionSigns,
  ticketChanges,
} from '../contract';
import { ticketsModule } from '../module';

let test: TestHouse;
let tenant: string;
let mona: string;

beforeAll(async () => {
  test = await testHouse(ticketsModule);
  tenant = await bareTenant(test);
  mona = await test.inside(tenant, async (ctx) => {
    const { id } = await ctx.db.insert(users, { type: 'internal', email: 'mona@n.test', name: 'Mona' });
    return id;
  });
});
afterAll(() => test.close());

const staff = () => callerWith(tenant, 'all', { id: mona, name: 'Mona' });
const open = async (title: string) =>
  (await test.as(staff(), createTicket, { title, description: 'It began today.' })).id;
const remove = (id: string) => test.as(staff(), deleteTicket, { id });
const rowsOf = async (id: string) => {
  const [row] = await test.rows<{ left: number }>(
    tenant,
    sql`select ((select count(*) from tickets where id = ${id}) + (select count(*) from comments where ticket_id = ${id})
      + (select count(*) from comment_reactions where ticket_id = ${id}) + (select count(*) from ticket_links where ${id} in (from_ticket_id, to_ticket_id))
      + (select count(*) from ticket_relation_events where ${id} in (ticket_id, other_ticket_id)))::int as left`,
  );
  return row?.left;
};

it('takes a ticket away with all its parts, also one whose events nobody has read yet, and keeps it in the audit trail', async () => {
  const [id, other] = [await open('Opened by mistake'), await open('Stays')];
  const comment = await test.as(staff(), addComment, {
    ticketId: id,
    visibility: 'internal',
    text: 'A note',
    uploads: [],
  });
  await test.as(staff(), addComment, {
    ticketId: id,
    visibility: 'internal',
    text: 'An answer',
    parentId: comment.id,
    uploads: [],
  });
  await test.as(staff(), reactToComment, { commentId: comment.id, emoji: reactionSigns[0] });
  await test.as(staff(), linkTickets, { id, otherId: other, kind: 'relates' });
  await remove(id);
  await settle(test);
  expect(await rowsOf(id)).toBe(0);
  await expect(test.as(staff(), getTicket, { id })).rejects.toMatchObject({ id: 'not_found' });
  await expect(remove(id)).rejects.toMatchObject({ id: 'not_found' });
  expect((await test.as(staff(), getTicket, { id: other })).title).toBe('Stays');
  const trail = await test.rows<{ before: { title: string }; after: unknown }>(
    tenant,
    sql`select before, after from audit_log where tenant_id = ${tenant} and subject = 'tickets' and subject_id = ${id} order by id desc limit 1`,
  );
  expect(trail).toMatchObject([{ before: { title: 'Opened by mistake' }, after: null }]);
  const dead = await test.rows<{ count: number }>(
    tenant,
    sql`select count(*)::int as count from deliveries where state = 'dead'`,
  );
  expect(dead).toEqual([{ count: 0 }]);
});

it('refuses one that leads a bundle, was merged or has another merged into it, and names the way out', async () => {
  const [master, child, target, source] = [
    await open('Master'),
    await open('Child'),
    await open('Target'),
    await open('Source'),
  ];
  await test.as(staff(), bundleTickets, { id: master, childIds: [child] });
  await test.as(staff(), mergeTickets, { id: target, sourceIds: [source] });
  await expect(remove(master)).rejects.toMatchObject({ id: 'ticket.in_use', message: /take T-\d+ out first/ });
  await expect(remove(target)).rejects.toMatchObject({ id: 'ticket.in_use', message: /was merged into it: undo/ });
  await expect(remove(source)).rejects.toMatchObject({ id: 'ticket.merged' });
  await remove(child);
  expect(await rowsOf(child)).toBe(0);
});

it('is gone from lists that show it, whoever deleted it', async () => {
  const [id, other] = [await open('In somebody’s list'), await open('Stays in it')];
  const { at } = await test.as(staff(), listTickets, { sort: 'activity', direction: 'desc', limit: 50 });
  await remove(id);
  const news = await test.as(staff(), ticketChanges, { since: at, known: [id, other] });
  expect(news.gone).toEqual([id]);
});

it('is for those who hold the right alone', async () => {
  const id = await open('Not theirs to delete');
  const technician = callerWith(tenant, ['ticket.read', 'ticket.update'], { id: mona });
  await expect(test.as(technician, deleteTicket, { id })).rejects.toMatchObject({ id: 'forbidden' });
});
