import { contract, idOf, z } from '@kelp/kernel/contract';

const dependent = z.object({
  /** Such as "2 tickets". */
  label: z.string(),
  count: z.number(),
  /** The list or page where they are; null when there is none. */
  href: z.string().nullable(),
});
export type DependentRow = z.output<typeof dependent>;

/** What stands in the way of deleting a client, of that which the caller may see. */
export const listClientDependents = contract({
  name: 'client.dependents',
  input: z.object({ id: idOf('client') }),
  output: z.object({
    rows: z.array(dependent),
    /** Active contacts of its own, and how many of them can sign in to the portal. */
    activeContacts: z.number(),
    portalUsers: z.number(),
    /** Contacts who went out of use with the client and would come back with it. */
    leftContacts: z.number(),
  }),
});

/** What stands in the way of deleting a contact, of that which the caller may see. */
export const listContactDependents = contract({
  name: 'contact.dependents',
  input: z.object({ id: idOf('contact') }),
  output: z.object({
    rows: z.array(dependent),
    /** Clients whose billing contact it is: another one is chosen there first. */
    billingContactOf: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
});

export const deleteContact = contract({
  name: 'contact.delete',
  input: z.object({ id: idOf('contact') }),
  output: z.object({}),
});

const withContacts = z.object({ id: idOf('client'), withContacts: z.boolean().default(false) });
const counted = z.object({ id: z.uuid(), contacts: z.number() });

export const deactivateClient = contract({ name: 'client.deactivate', input: withContacts, output: counted });
export const reactivateClient = contract({ name: 'client.reactivate', input: withContacts, output: counted });

export const deleteClient = contract({
  name: 'client.delete',
  input: z.object({ id: idOf('client') }),
  output: z.object({}),
});

/** Who can look after a client: active members of staff. */
export const listAccountManagers = contract({
  name: 'client.account_managers',
  input: z.object({}),
  output: z.object({ rows: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
});
