import { savePaymentProvider } from '@kelp/billing';
import { createClient, createContact, addLocation } from '@kelp/clients';
import { createService, setTaxRate } from '@kelp/catalog';
import { createTeam, writePortalUser, writeUser, roles } from '@kelp/identity';
import { createMailbox } from '@kelp/mailboxes';
import { createTenant } from '@kelp/tenants';
import { boards, tickets } from '@kelp/tickets';
import { taxCategories } from '@kelp/catalog';
import type { Ctx, Engines } from '@kelp/kernel';
import { addressOf, clients, password, services, staff, tax, workspace, type StaffKey } from './cast';
import { buildServiceCatalogue } from './service-catalogue';
import { openStage, type Stage } from './stage';

export const supportAddress = 'support@northstar.test';

/** Writes the staff with their roles and who reports to whom. */
async function writeStaff(ctx: Ctx): Promise<void> {
  const all = await ctx.db.list(roles, { msp: true });
  const ids = new Map<StaffKey, string>();
  for (const person of staff) {
    const role = all.find((one) => one.name === person.role);
    if (!role) throw new Error(`The workspace has no role ${person.role}.`);
    const reportsTo = person.reportsTo ? ids.get(person.reportsTo) : null;
    const user = await writeUser(ctx, {
      name: person.name,
      email: addressOf(person.key),
      roleIds: [role.id],
      password,
      reportsTo,
    });
    ids.set(person.key, user.id);
  }
}

/** The workspace with its people, catalogue, clients and mailbox as of `at`, by ordinary actions of its owner. Returns the stage and the clients' ids. */
export async function buildWorkspace(
  engines: Engines,
  at: Date,
): Promise<{ stage: Stage; clientIds: Map<string, string>; serviceIds: Map<string, string> }> {
  const tenant = await createTenant(engines.house, { ...workspace, isDemo: true }, writeStaff);
  const stage = await openStage(engines, tenant);
  await stage.as('olive', at, createTeam, {
    name: 'Service Desk',
    managerId: stage.idOf('mona'),
    members: [
      { userId: stage.idOf('mona'), role: 'lead' },
      { userId: stage.idOf('tess'), role: 'member' },
      { userId: stage.idOf('tom'), role: 'member' },
    ],
  });
  const serviceIds = await buildCatalogue(stage, at);
  const clientIds = await buildClients(stage, at);
  await buildServiceCatalogue(stage, at);
  const [desk] = await stage.inside(at, (ctx) => ctx.db.list(boards, { name: 'Service Desk' }));
  await stage.as('olive', at, createMailbox, {
    address: supportAddress,
    name: 'Northstar Support',
    boardId: desk?.id ?? '',
  });
  // Only beside the double: without it the keys would go to the real Stripe, which does not know them.
  if (process.env['KELP_STRIPE_URL']) {
    await stage.as('olive', at, savePaymentProvider, {
      ...{ kind: 'stripe', isActive: true, key: 'sk_test_demo', secret: 'whsec_demo', currencies: [] },
      allowsPartial: true,
    });
  }
  return { stage, clientIds, serviceIds };
}

async function buildCatalogue(stage: Stage, at: Date): Promise<Map<string, string>> {
  const [standard] = await stage.inside(at, (ctx) => ctx.db.list(taxCategories, { name: tax.name }));
  const taxCategoryId = standard?.id ?? '';
  const validFrom = at.toISOString().slice(0, 10);
  await stage.as('olive', at, setTaxRate, {
    categoryId: taxCategoryId,
    place: '*',
    name: 'Sales tax',
    percent: tax.percent,
    validFrom,
  });
  const ids = new Map<string, string>();
  for (const { key, name, billingMethod, unitPrice } of services) {
    const prices = [{ currency: workspace.currency, unitPrice, validFrom }];
    const unit = { hourly: 'hour', fixed: 'month', usage: 'GB' }[billingMethod];
    const { id } = await stage.as('olive', at, createService, { name, billingMethod, unit, taxCategoryId, prices });
    ids.set(key, id);
  }
  return ids;
}

async function buildClients(stage: Stage, at: Date): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { name, domains, locations, contacts } of clients) {
    const [first, ...others] = locations;
    const location = { name: first, city: '', country: '' };
    const { id: clientId } = await stage.as('olive', at, createClient, { name, domains: [...domains], location });
    ids.set(name, clientId);
    for (const other of others) {
      await stage.as('olive', at, addLocation, {
        clientId,
        name: other,
        line1: '',
        city: '',
        region: '',
        postalCode: '',
        country: '',
        isDefault: false,
      });
    }
    for (const { fullName, email, title, portalRole } of contacts) {
      const { id: contactId } = await stage.as('olive', at, createContact, { fullName, email, title, clientId });
      if (portalRole) await stage.inside(at, (ctx) => writePortalUser(ctx, { contactId, role: portalRole, password }));
    }
  }
  return ids;
}

/** How many tickets the workspace has, for the report at the end. */
export const countTickets = (stage: Stage, at: Date): Promise<number> =>
  stage.inside(at, async (ctx) => (await ctx.db.list(tickets, {})).length);
