import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { bareTenant, callerWith, type TestHouse } from '@kelp/testing';
import type { Caller } from '@kelp/kernel';
import { createClient } from '@kelp/clients';
import { createTicket } from '@kelp/tickets';
import { timePermissions } from '../permissions';

const beyond = [
  'ticket.read',
  'ticket.update',
  'ticket.close',
  'ticket_comment.create_public',
  'ticket_comment.create_internal',
  'ticket_comment.schedule',
];

/** The permissions of a shipped role, as far as this room and the composer need them. */
const permissionsOf = (role: string) => [
  ...beyond,
  ...timePermissions.filter((permission) => permission.roles.includes(role)).map((permission) => permission.name),
];

export interface Workshop {
  tenant: string;
  tess: Caller;
  tom: Caller;
  mona: Caller;
  pam: Caller;
  fin: Caller;
  olive: Caller;
  clientId: string;
  ticketId: string;
  remote: string;
  onsite: string;
}

/** A workspace in Chicago with Acme, a ticket, two hourly services, two technicians and those who look at their time. Tests only. */
export async function openWorkshop(test: TestHouse): Promise<Workshop> {
  const tenant = await bareTenant(test);
  const person = (name: string, role?: string, reportsTo?: string) => addPerson(test, tenant, name, role, reportsTo);
  const pam = await person('Pam', 'Project Manager');
  const [tess, tom] = [
    await person('Tess', 'Technician', pam.actor.id ?? undefined),
    await person('Tom', 'Technician'),
  ];
  const [mona, fin, olive] = [await person('Mona', 'Manager'), await person('Fin', 'Finance'), await person('Olive')];
  const owner = { ...callerWith(tenant, 'all'), actor: { ...olive.actor, permissions: 'all' as const } };
  const client = await test.as(owner, createClient, { name: 'Acme Dental', domains: [] });
  const ticket = await test.as(owner, createTicket, { title: 'Printer offline', clientId: client.id });
  const remote = await addService(test, tenant, 'Remote support');
  const onsite = await addService(test, tenant, 'Onsite visit');
  return { tenant, tess, tom, mona, pam, fin, olive: owner, clientId: client.id, ticketId: ticket.id, remote, onsite };
}

/** An internal person with the permissions of the role ('all' without one). */
export async function addPerson(
  test: TestHouse,
  tenant: string,
  name: string,
  role?: string,
  reportsTo?: string,
): Promise<Caller> {
  const id = newId();
  await test.inside(tenant, (ctx) =>
    ctx.db.rows(
      sql`insert into users (tenant_id, id, type, email, name, reports_to)
          values (${tenant}, ${id}, 'internal', ${`${name.toLowerCase()}@northstar.test`}, ${name}, ${reportsTo ?? null})`,
    ),
  );
  return callerWith(tenant, role ? permissionsOf(role) : 'all', { id, name });
}

/** A service of the catalogue; hourly unless told otherwise. */
export async function addService(test: TestHouse, tenant: string, name: string, method = 'hourly'): Promise<string> {
  const [category, id] = [newId(), newId()];
  await test.inside(tenant, async (ctx) => {
    await ctx.db.rows(
      sql`insert into tax_categories (tenant_id, id, name) values (${tenant}, ${category}, ${`Standard ${name}`})`,
    );
    await ctx.db.rows(
      sql`insert into services (tenant_id, id, name, billing_method, tax_category_id) values (${tenant}, ${id}, ${name}, ${method}, ${category})`,
    );
  });
  return id;
}
