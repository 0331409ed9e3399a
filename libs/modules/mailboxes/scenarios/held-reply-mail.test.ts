import { actorOfUser, writeUser } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import type { Caller } from '@kelp/kernel';
import { addComment, createTicket, holdReply, withdrawReply } from '@kelp/tickets';
import { openMailDesk, type MailDesk } from '../testing/mail-desk';

let desk: MailDesk;
let tess: Caller;

beforeAll(async () => {
  desk = await openMailDesk();
});
beforeEach(async () => {
  await desk.newWorkspace();
  const actor = await desk.test.inside(desk.tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${desk.tenant} and name = 'Technician' and msp`,
    );
    const { id } = await writeUser(ctx, { name: 'Tess Holds', email: 'holds@northstar.test', roleIds: [role.id] });
    return actorOfUser(ctx, id);
  });
  if (!actor) throw new Error('This person may not be in.');
  tess = { tenant: desk.tenant, actor, door: 'ui', requestId: newId() };
});
afterAll(() => desk.close());

async function openTicketOfAmy(): Promise<string> {
  const { id } = await desk.test.as(desk.staff(), createTicket, { title: 'Printer offline', contactId: desk.amyId });
  await desk.delivered();
  return id;
}

it('mails a reply when it leaves, not when it was written, and never one that was taken back', async () => {
  const ticketId = await openTicketOfAmy();
  const first = await desk.test.as(tess, holdReply, { ticketId, text: 'Too **early**', uploads: [] });
  expect(await desk.delivered()).toEqual([]);
  await desk.test.as(tess, withdrawReply, { id: first.id });
  await desk.test.as(tess, addComment, { ticketId, visibility: 'internal', text: 'gate code 4711', uploads: [] });
  await desk.test.as(tess, holdReply, { ticketId, text: 'We are **on it**:\n- one', uploads: [] });
  expect(await desk.delivered()).toEqual([]);
  await desk.test.travel(11_000);
  const mails = await desk.delivered();
  expect(mails.map(({ to }) => to.map(({ address }) => address))).toEqual([['amy@acme.test']]);
  expect(mails[0]?.text).toContain('We are on it:');
  expect(mails[0]?.text).not.toContain('**');
  expect(mails[0]?.html).toContain('<strong>on it</strong>');
  expect(JSON.stringify(mails)).not.toMatch(/4711|early/);
});
