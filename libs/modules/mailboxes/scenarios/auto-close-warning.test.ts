import { settle } from '@kelp/testing';
import { tickets, ticketAutoCloseWarned } from '@kelp/tickets';
import { amy, openMailDesk, support, type MailDesk } from '../testing/mail-desk';

let desk: MailDesk;
beforeAll(async () => {
  desk = await openMailDesk();
}, 60_000);
beforeEach(() => desk.newWorkspace());
afterAll(() => desk.close());

it('tells the contact of a resting ticket in its own thread, once', async () => {
  await desk.send({ from: amy, to: support, subject: 'Printer offline', text: 'It says no.' });
  await desk.delivered();
  const [ticket] = await desk.test.inside(desk.tenant, (ctx) => ctx.db.list(tickets, {}));
  const warn = () =>
    desk.test.inside(desk.tenant, async (ctx) => {
      await ctx.db.update(tickets, ticket?.id ?? '', { responseState: 'awaiting_client' });
      ctx.emit(ticketAutoCloseWarned, ticket?.id ?? '', { ticketId: ticket?.id ?? '', days: 1 });
    });
  await warn();
  const [mail, ...more] = await desk.delivered();
  expect(more).toEqual([]);
  expect(mail?.subject).toContain('Printer offline');
  expect(mail?.text).toContain('We will close it in 1 day.');
  await desk.send({
    from: amy,
    to: support,
    subject: 'Re: Printer offline',
    text: 'Still no.',
    inReplyTo: mail?.messageId ?? '',
  });
  await settle(desk.test);
  const [answered] = await desk.test.inside(desk.tenant, (ctx) => ctx.db.list(tickets, {}));
  expect(answered?.responseState).toBe('awaiting_us');
});
