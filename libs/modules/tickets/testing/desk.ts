import type { Caller } from '@kelp/kernel';
import { createClient, createContact } from '@kelp/clients';
import { actorOfUser, writeUser } from '@kelp/identity';
import { sql } from '@kelp/platform/db';
import { newId } from '@kelp/std';
import { bareTenant, callerWith, type TestHouse } from '@kelp/testing';
import { createTicket } from '../contract';
import { takeClientReply } from '../take-client-reply';
import { tickets } from '../tables';

/** A workspace with people who hold real roles, Acme with Amy, and a ticket of hers. Tests only. */
export interface Desk {
  tenant: string;
  tess: Caller;
  tom: Caller;
  mona: Caller;
  olive: Caller;
  amyId: string;
  clientId: string;
  ticketId: string;
  /** Amy answers on the ticket. */
  amyWrites(text: string): Promise<void>;
  /** A person with exactly what the role gives now. */
  person(name: string, role: string): Promise<Caller>;
}

export async function openDesk(test: TestHouse): Promise<Desk> {
  const tenant = await bareTenant(test);
  const olive = callerWith(tenant, 'all');
  const person = (name: string, role: string) => addPerson(test, tenant, name, role);
  const client = await test.as(olive, createClient, { name: 'Acme Dental', domains: [] });
  const amy = await test.as(olive, createContact, {
    fullName: 'Amy Adams',
    email: 'amy@acme.test',
    clientId: client.id,
  });
  const ticket = await test.as(olive, createTicket, { title: 'Printer offline', contactId: amy.id });
  return {
    tenant,
    olive,
    tess: await person('Tess Tran', 'Technician'),
    tom: await person('Tom Timm', 'Technician'),
    mona: await person('Mona Berg', 'Manager'),
    amyId: amy.id,
    clientId: client.id,
    ticketId: ticket.id,
    person,
    amyWrites: (text) =>
      test.inside(tenant, async (ctx) => {
        const locked = await ctx.db.lock(tickets, ticket.id);
        await takeClientReply(ctx, locked, { text, authorName: 'Amy Adams', contactId: amy.id }, { origin: 'email' });
      }),
  };
}

async function addPerson(test: TestHouse, tenant: string, name: string, roleName: string): Promise<Caller> {
  const actor = await test.inside(tenant, async (ctx) => {
    const role = await ctx.db.one<{ id: string }>(
      sql`select id from roles where tenant_id = ${tenant} and name = ${roleName} and msp`,
    );
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@northstar.test`;
    const { id } = await writeUser(ctx, { name, email, roleIds: [role.id] });
    return actorOfUser(ctx, id);
  });
  if (!actor) throw new Error('This person may not be in.');
  return { tenant, actor, door: 'ui', requestId: newId() };
}
