import { createClient, createContact } from '@kelp/clients';
import {
  addComment,
  bundleTickets,
  createTicket,
  mergeTickets,
  ticketChoices,
  undoMerge,
  updateTicket,
} from '@kelp/tickets';
import { openMailDesk, type MailDesk } from '../testing/mail-desk';

let desk: MailDesk;
beforeAll(async () => {
  desk = await openMailDesk();
});
beforeEach(() => desk.newWorkspace());
afterAll(() => desk.close());

const open = async (contactId: string) =>
  (await desk.test.as(desk.staff(), createTicket, { title: 'Internet down', contactId })).id;

it('mails each requester of a bundle once, about their own ticket, without a word of another client', async () => {
  const bluefin = await desk.test.as(desk.staff(), createClient, { name: 'Bluefin Legal', domains: ['bluefin.test'] });
  const person = { fullName: 'Bo Berg', email: 'bo@bluefin.test', clientId: bluefin.id };
  const bo = await desk.test.as(desk.staff(), createContact, person);
  const master = await open(desk.amyId);
  const children = [await open(bo.id), await open(bo.id)];
  await desk.test.as(desk.staff(), bundleTickets, { id: master, childIds: children });
  await desk.delivered();
  const reply = { visibility: 'public' as const, text: 'A cable is cut.', uploads: [] };
  await desk.test.as(desk.tess, addComment, { ticketId: master, ...reply });
  const replies = await desk.delivered();
  expect(replies.map(({ to }) => to[0]?.address).sort()).toEqual([
    'amy@acme.test',
    'bo@bluefin.test',
    'bo@bluefin.test',
  ]);
  const { statuses } = await desk.test.as(desk.staff(), ticketChoices, {});
  const closed = statuses.find((status) => status.boardId === desk.boardId && status.isClosed);
  await desk.test.as(desk.tess, updateTicket, { id: master, statusId: closed?.id });
  const told = await desk.delivered();
  expect(told.map(({ to }) => to[0]?.address).sort()).toEqual(['amy@acme.test', 'bo@bluefin.test']);
  for (const mail of [...replies, ...told]) {
    const words = `${mail.subject} ${mail.text} ${mail.html}`;
    expect(words).not.toMatch(mail.to[0]?.address === 'bo@bluefin.test' ? /Acme|Amy/i : /Bluefin|Berg/i);
  }
});

it('takes a reply to a merged ticket’s mail to where the ticket leads, by thread and by number', async () => {
  await desk.send({ subject: 'Printer offline', messageId: '<one@acme.test>', text: 'one' });
  await desk.send({ subject: 'No printing', messageId: '<two@acme.test>', text: 'two' });
  await desk.delivered();
  const thread = await desk.thread();
  const idOf = (text: string) => thread.find((row) => row.text === text)?.ticketId ?? '';
  const [target, source] = [idOf('one'), idOf('two')];
  await desk.test.as(desk.tess, mergeTickets, { id: target, sourceIds: [source] });
  await desk.send({
    subject: 'Re: No printing',
    messageId: '<3@acme.test>',
    inReplyTo: '<two@acme.test>',
    text: 'three',
  });
  await desk.send({ subject: 'Re: [T-0002] No printing', messageId: '<4@acme.test>', text: 'four' });
  await desk.delivered();
  const words = async (id: string) =>
    (await desk.thread()).filter((row) => row.ticketId === id).map(({ text }) => text);
  expect(await words(target)).toEqual(['one', 'two', 'three', 'four']);
  await desk.test.as(desk.tess, undoMerge, { id: source });
  expect(await words(source)).toEqual(['two']);
});
