import { createClient, createContact } from '@kelp/clients';
import { users, writeUser } from '@kelp/identity';
import { useMailPort, type SendOutcome } from '@kelp/kernel';
import { createMailbox, listMailboxes, testMail } from '@kelp/mailboxes';
import { sql } from '@kelp/platform/db';
import {
  createTenant,
  dismissFirstStep,
  listFirstSteps,
  passWelcome,
  type FirstStep,
  type WelcomeStep,
} from '@kelp/tenants';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { chooseDeskPack, createTicket, getBoard, listBoards, type DeskPack } from '@kelp/tickets';
import { productModules } from './index';

let test: TestHouse;
let tenant: string;
const month = 31 * 86_400_000;

beforeAll(async () => {
  test = await testHouse(...productModules);
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.travel(0);
  tenant = await createTenant(test.house, { name: 'Fresh', zone: 'UTC', currency: 'USD' });
  await person('Olive');
});

const staff = () => callerWith(tenant, 'all');
const look = (caller = staff()) => test.as(caller, listFirstSteps, {});
/** The steps in a state, by name. */
const steps = async (state: 'open' | 'done' | 'blocked', caller = staff()) =>
  (await look(caller)).steps.filter((one) => one.state === state).map(({ step }) => step);
const person = (name: string) =>
  test.inside(tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${tenant} and name = 'Admin' and msp`,
    );
    await writeUser(ctx, { name, email: `${name}@fresh.test`, roleIds: [role.id] });
  });

it('names what a fresh workspace needs: open, waiting for another step, or done', async () => {
  expect(await steps('open')).toEqual(['client', 'mailbox', 'mail_out', 'colleague', 'prices', 'import']);
  expect((await look()).steps.filter(({ needs }) => needs)).toMatchObject([
    { step: 'contact', state: 'blocked', needs: 'client' },
    { step: 'mail_in', state: 'blocked', needs: 'mailbox' },
    { step: 'portal', state: 'blocked', needs: 'contact' },
  ]);
  const { id: clientId } = await test.as(staff(), createClient, { name: 'Acme', domains: [] });
  expect(await steps('blocked')).toEqual(['mail_in', 'portal']);
  await test.as(staff(), createContact, { fullName: 'Amy', clientId });
  await person('Tess');
  expect(await steps('open')).toEqual(['mailbox', 'mail_out', 'prices', 'portal', 'import']);
  const { boards } = await test.as(staff(), listMailboxes, {});
  await test.as(staff(), createMailbox, {
    name: 'Support',
    address: 'support@fresh.test',
    boardId: boards[0]?.id ?? '',
    unknownSenders: 'ticket',
  });
  expect(await steps('done')).toEqual(['client', 'contact', 'mailbox', 'colleague']);
});

it('tries by itself whether mail comes and goes, and says what is wrong', async () => {
  const { boards } = await test.as(staff(), listMailboxes, {});
  const mailbox = { address: 'desk@fresh.test', boardId: boards[0]?.id ?? '', unknownSenders: 'ticket' as const };
  const olive = await test.inside(tenant, (ctx) => ctx.db.find(users, { name: 'Olive' }));
  const self = callerWith(tenant, 'all', { id: olive?.id ?? null });
  const card = async (step: FirstStep) => (await look()).steps.find((one) => one.step === step);
  await expect(test.as(self, testMail, { way: 'in' })).rejects.toMatchObject({ id: 'mailbox.none' });
  await test.as(self, createMailbox, { name: 'Desk', ...mailbox });
  expect(await card('mail_in')).toMatchObject({ state: 'open', test: { state: 'none' } });
  await test.as(self, testMail, { way: 'in' });
  expect(await card('mail_in')).toMatchObject({ test: { state: 'running' } });
  await settle(test);
  // here no SMTP door is open
  expect(await card('mail_in')).toMatchObject({
    state: 'open',
    test: { state: 'failed', text: expect.stringMatching(/SMTP|reach|refus/) },
  });
  const refusal = '554 No relaying for this address.';
  const answers: SendOutcome[] = [{ kind: 'permanent', message: refusal, refusal: 'refused' }, { kind: 'sent' }];
  const sent: string[] = [];
  useMailPort({
    send: ({ to }) => {
      sent.push(to);
      return Promise.resolve(answers.shift() ?? { kind: 'sent' });
    },
  });
  await test.as(self, testMail, { way: 'out' });
  expect(await card('mail_out')).toMatchObject({ state: 'open', test: { state: 'running' } });
  await settle(test);
  expect(await card('mail_out')).toMatchObject({
    test: { state: 'failed', text: expect.stringContaining('relaying') },
  });
  await test.as(self, testMail, { way: 'out' });
  await settle(test);
  expect(await card('mail_out')).toMatchObject({ state: 'done', test: null });
  expect(sent).toEqual([olive?.email, olive?.email]);
});

it('takes a step off the list of everyone and puts it back', async () => {
  const off = async () => (await look()).steps.filter(({ isDismissed }) => isDismissed).map(({ step }) => step);
  for (const step of ['import', 'portal'] as const)
    await test.as(staff(), dismissFirstStep, { step, isDismissed: true });
  expect(await off()).toEqual(['portal', 'import']);
  await test.as(staff(), dismissFirstStep, { step: 'portal', isDismissed: false });
  expect(await off()).toEqual(['import']);
});

it('goes on with the welcome where it was left, for who may set up the workspace', async () => {
  const at = async (caller = staff()) => (await look(caller)).welcome;
  const pass = (...left: WelcomeStep[]) => test.as(staff(), passWelcome, { steps: left });
  expect(await at()).toBe('company');
  expect(await at(callerWith(tenant, ['client.create']))).toBeNull();
  await pass('company');
  await pass('team', 'client');
  await test.as(staff(), createClient, { name: 'Acme', domains: [] });
  expect(await at()).toBe('contact');
  await pass('contact', 'billing', 'ticketing');
  expect(await at()).toBeNull();
});

it('asks nobody for what they may not do, and refuses clients', async () => {
  expect(await steps('open', callerWith(tenant, ['client.create']))).toEqual(['client']);
  expect((await look(callerWith(tenant, []))).steps).toEqual([]);
  await expect(look(callerWith(tenant, 'all', { userType: 'client' }))).rejects.toMatchObject({ id: 'forbidden' });
});

it('is silent in a workspace that has been at work for a month without a mailbox, not in one without clients', async () => {
  await test.travel(month);
  expect(await steps('open')).toContain('client');
  await test.as(staff(), createClient, { name: 'Acme', domains: [] });
  // a workspace that never began the welcome is not led to it once it has clients
  expect(await look()).toMatchObject({ steps: [], welcome: null });
  await test.travel(0);
  tenant = await createTenant(test.house, { name: 'Sample', zone: 'UTC', currency: 'USD', isDemo: true });
  expect(await look()).toMatchObject({ steps: [], welcome: null });
});

it('begins a desk by one of three packs, and by another one later, without taking away what tickets use', async () => {
  const choose = (pack: DeskPack) => test.as(staff(), chooseDeskPack, { pack });
  const desk = async () => {
    const { rows } = await test.as(staff(), listBoards, {});
    const { priorityMode, categories } = await test.as(staff(), getBoard, { id: rows[0]!.id });
    const first = categories.filter(({ parentId }) => !parentId).map(({ name }) => name);
    return { id: rows[0]!.id, active: rows.filter(({ isActive }) => isActive).length, priorityMode, first };
  };
  expect(await desk()).toMatchObject({ active: 6, priorityMode: 'own' });
  await choose('small');
  expect(await desk()).toMatchObject({ active: 2, priorityMode: 'own' });
  await choose('itil');
  const itil = ['Hardware', 'Software', 'Network', 'Security', 'Service request'];
  const { id } = await desk();
  expect(await desk()).toMatchObject({ active: 6, priorityMode: 'itil', first: itil });
  await test.as(staff(), createTicket, { title: 'The first one', boardId: id });
  await choose('it_support');
  const both = await desk();
  expect(both).toMatchObject({ active: 6, priorityMode: 'own' });
  expect([both.first.length, both.first.slice(0, 5)]).toEqual([20, itil]);
});
