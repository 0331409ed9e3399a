import { callerWith, testHouse, bareTenant, type TestHouse } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';
import { clients, contacts } from '@kelp/clients';
import { permissionsOfRoles, users } from '@kelp/identity';
import { addComment, bundleTickets, createTicket, linkTickets, mergeTickets } from '@kelp/tickets';
import { getPortalTicket, listPortalTickets, replyToPortalTicket } from './contract';
import { portalModule } from './module';

let test: TestHouse;
let tenant: string;
let staff: Caller;
let amy: Caller;
let ulf: Caller;
let bo: Caller;

async function person(name: string, role: string, clientId: string): Promise<Caller> {
  const held = { name: role, msp: false, followsDefault: true, granted: [] };
  const granted = permissionsOfRoles(test.house.registry.permissions, [held]);
  const email = `${name.toLowerCase()}@client.test`;
  return test.inside(tenant, async (ctx) => {
    const contact = await ctx.db.insert(contacts, { clientId, fullName: `${name} Person`, email });
    const user = await ctx.db.insert(users, { type: 'client', email, name, clientId, contactId: contact.id });
    return callerWith(tenant, [...granted], { id: user.id, name, userType: 'client', clientId, contactId: contact.id });
  });
}

beforeAll(async () => {
  test = await testHouse(portalModule);
  tenant = await bareTenant(test);
  const [acme = '', bluefin = ''] = await test.inside(tenant, async (ctx) => [
    (await ctx.db.insert(clients, { name: 'Acme Dental' })).id,
    (await ctx.db.insert(clients, { name: 'Bluefin Legal' })).id,
  ]);
  amy = await person('Amy', 'Admin', acme);
  ulf = await person('Ulf', 'User', acme);
  bo = await person('Bo', 'Admin', bluefin);
  const tess = await test.inside(tenant, (ctx) =>
    ctx.db.insert(users, { type: 'internal', email: 'tess@northstar.test', name: 'Tess' }),
  );
  staff = callerWith(tenant, 'all', { id: tess.id, name: 'Tess' });
});
afterAll(() => test.close());

const open = async (who: Caller, title = 'Internet down') =>
  (await test.as(staff, createTicket, { title, contactId: who.actor.contactId })).id;
const say = (ticketId: string, text: string, visibility: 'public' | 'internal' = 'public') =>
  test.as(staff, addComment, { ticketId, visibility, text, uploads: [] });

it('shows each client of a bundle the reply on their own ticket and never the other client, linked tickets or notes', async () => {
  const master = await open(amy);
  const [ulfs, bos] = [await open(ulf), await open(bo)];
  await test.as(staff, bundleTickets, { id: master, childIds: [ulfs, bos] });
  await test.as(staff, linkTickets, { id: bos, otherId: master, kind: 'duplicates' });
  await say(master, 'The provider repairs a cable.');
  await say(master, 'Bluefin shouts louder than Acme.', 'internal');
  await test.as(bo, replyToPortalTicket, { id: bos, text: 'Bo is waiting!', uploads: [] });
  for (const [who, id] of [
    [amy, master],
    [ulf, ulfs],
    [bo, bos],
  ] as const) {
    const ticket = await test.as(who, getPortalTicket, { id });
    const fromStaff = ticket.comments.filter(({ author }) => author.side === 'support');
    expect(fromStaff.map(({ html }) => html).join()).toContain('The provider repairs a cable.');
    expect(fromStaff).toHaveLength(1);
    const all = JSON.stringify([
      ticket,
      await test.as(who, listPortalTickets, { state: 'all', isMine: false, limit: 50 }),
    ]);
    expect(all).not.toMatch(who === bo ? /Acme|Amy|Ulf|louder/ : /Bluefin|\bBo\b|louder/);
  }
  await expect(test.as(bo, getPortalTicket, { id: master })).rejects.toMatchObject({ id: 'not_found' });
});

it('leads a merged request on for who may see where, and takes replies of the others there', async () => {
  const target = await open(amy, 'Printer offline');
  const source = await open(ulf, 'No printing');
  await say(source, 'We look at it, Ulf.');
  await test.as(staff, mergeTickets, { id: target, sourceIds: [source] });
  const { number } = await test.as(amy, getPortalTicket, { id: target });
  expect(await test.as(amy, getPortalTicket, { id: source })).toMatchObject({
    isMerged: true,
    continuesIn: { id: target, number },
  });
  const seen = await test.as(ulf, getPortalTicket, { id: source });
  expect(seen).toMatchObject({ isMerged: true, continuesIn: null, comments: [{ author: { side: 'support' } }] });
  await expect(test.as(ulf, getPortalTicket, { id: target })).rejects.toMatchObject({ id: 'not_found' });
  const answer = await test.as(ulf, replyToPortalTicket, { id: source, text: 'Still nothing.', uploads: [] });
  expect(answer.ticketId).toBe(source);
  const { comments } = await test.as(amy, getPortalTicket, { id: target });
  expect(comments.map(({ html }) => html).join()).toMatch(/We look at it.*Still nothing/s);
});
