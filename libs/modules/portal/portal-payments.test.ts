import {
  billingModule,
  createDraft,
  finaliseInvoice,
  openStripeDouble,
  paymentAttempts,
  savePaymentProvider,
  type StripeDouble,
} from '@kelp/billing';
import { listTaxRates, setTaxRate } from '@kelp/catalog';
import { createClient } from '@kelp/clients';
import { saveBillingProfile } from '@kelp/contracts';
import { permissionsOfRoles } from '@kelp/identity';
import type { Caller } from '@kelp/kernel';
import { newId } from '@kelp/std';
import { bareTenant, callerWith, settle, testHouse, type TestHouse } from '@kelp/testing';
import {
  getPortalPayment,
  listPortalInvoices,
  lookAtPortalPayment,
  portalPaymentOptions,
  startPortalPayment,
} from './contract';
import { portalModule } from './module';

let test: TestHouse;
let double: StripeDouble;
let tenant: string;
let staff: Caller;
let taxCategoryId: string;

beforeAll(async () => {
  test = await testHouse(portalModule, billingModule);
  double = await openStripeDouble();
  process.env['KELP_STRIPE_URL'] = double.url;
  tenant = await bareTenant(test);
  staff = callerWith(tenant, 'all');
  const { categories } = await test.as(staff, listTaxRates, {});
  taxCategoryId = categories.find(({ name }) => name === 'Standard')?.id ?? '';
  await test.as(staff, setTaxRate, {
    ...{ categoryId: taxCategoryId, place: '*', name: 'Tax', percent: '10', validFrom: '2020-01-01' },
  });
  await test.as(staff, savePaymentProvider, {
    ...{
      kind: 'stripe',
      isActive: true,
      key: 'sk_test_portal',
      secret: 'whsec_portal',
      currencies: [],
      allowsPartial: false,
    },
  });
});
afterAll(async () => {
  await double.close();
  await test.close();
});

const person = (clientId: string, role: 'Finance' | 'User') =>
  callerWith(
    tenant,
    [
      ...permissionsOfRoles(test.house.registry.permissions, [
        { name: role, msp: false, followsDefault: true, granted: [] },
      ]),
    ],
    { id: newId(), name: `${role} person`, userType: 'client', clientId, contactId: newId() },
  );

async function clientWithInvoice(name: string): Promise<{ clientId: string; invoiceId: string }> {
  const { id: clientId } = await test.as(staff, createClient, { name, domains: [] });
  await test.as(staff, saveBillingProfile, {
    ...{ clientId, name: 'Standard', currency: 'USD', zone: 'America/Chicago', terms: { kind: 'net', days: 30 } },
    ...{ address: '1 Main Street', email: 'accounts@acme.test', isDefault: true },
  });
  const line = { description: 'Work', quantity: '1', unitPrice: '5000', taxCategoryId };
  const { id } = await test.as(staff, createDraft, { clientId, lines: [line] });
  await test.as(staff, finaliseInvoice, { id });
  return { clientId, invoiceId: id };
}

it('leads Finance to the provider and tells the truth at every step', async () => {
  const { clientId, invoiceId } = await clientWithInvoice('Acme');
  const nina = person(clientId, 'Finance');
  expect(await test.as(nina, portalPaymentOptions, {})).toEqual({
    currencies: [{ currency: 'USD', allowsPartial: false }],
  });
  const { id } = await test.as(nina, startPortalPayment, { invoices: [{ invoiceId }] });
  expect(await test.as(nina, getPortalPayment, { id })).toMatchObject({ state: 'opening', url: null, amount: 5500n });
  await settle(test);
  const open = await test.as(nina, getPortalPayment, { id });
  expect(open).toMatchObject({ state: 'open', url: expect.stringContaining(`${double.url}/pay/`) });
  const { checkoutId } = await test.inside(tenant, (ctx) => ctx.db.get(paymentAttempts, id));
  await double.pay(checkoutId ?? '');
  expect(await test.as(nina, getPortalPayment, { id })).toMatchObject({ state: 'open' });
  await test.as(nina, lookAtPortalPayment, { id });
  await settle(test);
  expect(await test.as(nina, getPortalPayment, { id })).toMatchObject({
    ...{ state: 'paid', url: null, credit: 0n },
    invoices: [{ id: invoiceId, amount: 5500n }],
  });
  const { rows } = await test.as(nina, listPortalInvoices, { state: 'paid', limit: 50 });
  expect(rows).toMatchObject([{ id: invoiceId, paymentState: 'paid' }]);
});

it('is for those who see money, and for their own invoices and payments only', async () => {
  const [acme, bolt] = [await clientWithInvoice('Acme 2'), await clientWithInvoice('Bolt')];
  const nina = person(acme.clientId, 'Finance');
  const uma = person(acme.clientId, 'User');
  const boris = person(bolt.clientId, 'Finance');
  expect(await test.as(uma, portalPaymentOptions, {})).toEqual({ currencies: [] });
  const pay = (caller: Caller, ids: string[]) =>
    test.as(caller, startPortalPayment, { invoices: ids.map((invoiceId) => ({ invoiceId })) });
  await expect(pay(uma, [acme.invoiceId])).rejects.toMatchObject({ status: 403 });
  await expect(pay(boris, [acme.invoiceId])).rejects.toMatchObject({ id: 'not_found' });
  await expect(pay(nina, [acme.invoiceId, bolt.invoiceId])).rejects.toMatchObject({ id: 'not_found' });
  const { id } = await pay(nina, [acme.invoiceId]);
  for (const contract of [getPortalPayment, lookAtPortalPayment]) {
    await expect(test.as(boris, contract, { id })).rejects.toMatchObject({ id: 'not_found' });
  }
});

it('says when the provider does not open a page', async () => {
  const { clientId, invoiceId } = await clientWithInvoice('Cog');
  await test.as(staff, savePaymentProvider, {
    ...{ kind: 'stripe', isActive: true, key: 'rk_live_unknown', currencies: [], allowsPartial: false },
  });
  const nina = person(clientId, 'Finance');
  const { id } = await test.as(nina, startPortalPayment, { invoices: [{ invoiceId }] });
  await settle(test);
  expect(await test.as(nina, getPortalPayment, { id })).toMatchObject({
    ...{ state: 'failed', url: null, failure: expect.stringContaining('Stripe refused') },
  });
});
