import { createClient, createContact } from '@kelp/clients';
import { createApiKey, createOwner, roles, writeUser } from '@kelp/identity';
import { createDispatcher, mailLimits, systemActor, type Caller, type Engines } from '@kelp/kernel';
import { newId } from '@kelp/std';
import { createTenant } from '@kelp/tenants';

export const password = 'Harbor-Lantern-42';

export interface Workspace {
  tenant: string;
  /** Bearer key of the owner. */
  key: string;
  ownerEmail: string;
  /** A technician, to whom tickets can be assigned. */
  technicianId: string;
  clientId: string;
  contactId: string;
}

/** A workspace with an owner, a technician, a client with one contact, and an API key of the owner. */
export async function makeWorkspace(engines: Engines, name: string, isDemo = false): Promise<Workspace> {
  const ownerEmail = `olive@${name}.test`;
  const people = { owner: '', technician: '' };
  const tenant = await createTenant(engines.house, { name, zone: 'UTC', currency: 'USD', isDemo }, async (ctx) => {
    // All mail goes to one contact: the limits are not what is measured.
    await ctx.saveSetting(mailLimits, { perMinute: 100_000, perRecipientHour: 10_000 });
    people.owner = await createOwner(ctx, { name: 'Olive Owens', email: ownerEmail, password });
    const technician = await ctx.db.find(roles, { name: 'Technician', msp: true });
    const tess = { name: 'Tess Tran', email: `tess@${name}.test`, roleIds: [technician?.id ?? ''], password };
    people.technician = (await writeUser(ctx, tess)).id;
  });
  const owner = {
    ...systemActor('bench'),
    kind: 'user',
    id: people.owner,
    name: 'Olive Owens',
    userType: 'internal',
  } as const;
  const caller: Caller = { tenant, actor: owner, door: 'operator', requestId: newId() };
  const { run } = createDispatcher(engines.house);
  const client = await run(createClient, { name: 'Acme Dental', domains: [] }, caller);
  const contact = await run(
    createContact,
    { fullName: 'Amy Adams', email: `amy@${name}.test`, clientId: client.id },
    caller,
  );
  const { key } = await run(createApiKey, { name: 'bench' }, caller);
  return { tenant, key, ownerEmail, technicianId: people.technician, clientId: client.id, contactId: contact.id };
}
