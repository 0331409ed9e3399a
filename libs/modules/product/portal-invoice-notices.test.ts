import { invoices, invoiceSent } from '@kelp/billing';
import { contacts } from '@kelp/clients';
import { users, writePortalUser } from '@kelp/identity';
import { listNotifications } from '@kelp/notifications';
import { callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import { productModules } from './index';
import { fillTenant, type FilledTenant } from './testing';

let test: TestHouse;
let filled: FilledTenant;
beforeAll(async () => {
  test = await testHouse(...productModules);
  filled = await fillTenant(test, 'Northstar IT');
}, 60_000);
afterAll(() => test.close());

async function portalUser(fullName: string, role: 'Admin' | 'User') {
  return test.inside(filled.tenant, async (ctx) => {
    const clientId = (await ctx.db.get(invoices, filled.ids['invoice'] ?? '')).clientId;
    const email = `${fullName.toLowerCase()}@told.test`;
    const { id: contactId } = await ctx.db.insert(contacts, { clientId, fullName, email });
    await writePortalUser(ctx, { contactId, role, password: 'quite long enough 7' });
    const user = await ctx.db.find(users, { contactId });
    return { id: user?.id ?? null, userType: 'client' as const, clientId, contactId };
  });
}

it('tells of a sent invoice only those who may see invoices, once however often it is sent, and takes it back with the right', async () => {
  const [boss, user] = [await portalUser('Boss', 'Admin'), await portalUser('Plain', 'User')];
  const invoiceId = filled.ids['invoice'] ?? '';
  for (let times = 0; times < 2; times += 1) {
    await test.inside(filled.tenant, async (ctx) => {
      const { clientId, numberText } = await ctx.db.get(invoices, invoiceId);
      ctx.emit(invoiceSent, invoiceId, { invoiceId, clientId, number: numberText ?? '', to: 'books@told.test' });
    });
    await settle(test);
  }
  const told = async (who: typeof boss, permissions: string[]) => {
    const caller = callerWith(filled.tenant, permissions, who);
    const { rows, unread } = await test.as(caller, listNotifications, { unreadOnly: false, limit: 50 });
    return { links: rows.map(({ link }) => link), unread };
  };
  const link = `/client-portal/invoices/${invoiceId}`;
  expect(await told(boss, ['portal_ticket.read_own', 'portal_billing.read'])).toEqual({ links: [link], unread: 1 });
  expect(await told(boss, ['portal_ticket.read_own'])).toEqual({ links: [], unread: 0 });
  expect(await told(user, ['portal_ticket.read_own', 'portal_billing.read'])).toEqual({ links: [], unread: 0 });
});
