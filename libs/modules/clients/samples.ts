import type { Samples } from '@kelp/testing';
import { clientEmailDomains, clientLocations, clients, contacts } from './tables';

export const samples: Samples = {
  make: async (ctx) => {
    const client = await ctx.db.insert(clients, { name: `Sample client ${ctx.newId()}` });
    const location = await ctx.db.insert(clientLocations, {
      clientId: client.id,
      name: 'Main Street',
      isDefault: true,
    });
    await ctx.db.insert(clientEmailDomains, { clientId: client.id, domain: `${client.id}.test` });
    const contact = await ctx.db.insert(contacts, {
      clientId: client.id,
      fullName: 'Sample Contact',
      email: `${client.id}@sample.test`,
    });
    return { client: client.id, location: location.id, contact: contact.id };
  },
  inputs: {
    'client.list': (ids) => ({ tagIds: [ids['tag']] }),
    'client.get': (ids) => ({ id: ids['client'] }),
    'client.create': (ids) => ({ name: 'Another client', parentId: ids['client'], tags: [ids['tag']] }),
    'client.update': (ids) => ({ id: ids['client'], notes: 'Changed', tags: [ids['tag']] }),
    'client.dependents': (ids) => ({ id: ids['client'] }),
    'client.account_managers': () => ({}),
    'client.deactivate': (ids) => ({ id: ids['client'], withContacts: true }),
    'client.reactivate': (ids) => ({ id: ids['client'], withContacts: true }),
    'client.delete': (ids) => ({ id: ids['client'] }),
    'client.add_location': (ids) => ({ clientId: ids['client'], name: 'Oak Clinic' }),
    'client.update_location': (ids) => ({ id: ids['location'], city: 'Springfield' }),
    'client.add_domain': (ids) => ({ clientId: ids['client'], domain: 'another.test' }),
    'client.remove_domain': (ids) => ({ clientId: ids['client'], domain: `${ids['client']}.test` }),
    'contact.list': (ids) => ({ clientId: ids['client'] }),
    'contact.create': (ids) => ({ fullName: 'Another contact', clientId: ids['client'], tags: [ids['tag']] }),
    'contact.join_client': (ids) => ({ contactId: ids['contact'], clientId: ids['client'] }),
    'contact.leave_client': (ids) => ({ contactId: ids['contact'], clientId: ids['client'] }),
    'contact.update': (ids) => ({ id: ids['contact'], title: 'Office manager', tags: [ids['tag']] }),
  },
};
