import type { Samples } from '@kelp/testing';
import { interactions, interactionTypes } from './interaction-tables';
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
    const type = await ctx.db.insert(interactionTypes, { name: `Lunch ${ctx.newId()}`, icon: 'coffee', position: 90 });
    const interaction = await ctx.db.insert(interactions, {
      typeId: type.id,
      title: 'Asked for an offer',
      clientId: client.id,
      startAt: ctx.now(),
    });
    return {
      client: client.id,
      location: location.id,
      contact: contact.id,
      'interaction type': type.id,
      interaction: interaction.id,
    };
  },
  inputs: {
    'client.list': (ids) => ({ tagIds: [ids['tag']] }),
    'client.export': (ids) => ({ tagIds: [ids['tag']], sort: 'sla', direction: 'desc' }),
    'client.health': (ids) => ({ id: ids['client'] }),
    'client.get': (ids) => ({ id: ids['client'] }),
    'client.create': (ids) => ({ name: 'Another client', parentId: ids['client'], tags: [ids['tag']] }),
    'client.update': (ids) => ({
      id: ids['client'],
      notes: 'Changed',
      billingContactId: ids['contact'],
      tags: [ids['tag']],
    }),
    'client.dependents': (ids) => ({ id: ids['client'] }),
    'client.account_managers': () => ({}),
    'client.deactivate': (ids) => ({ id: ids['client'], withContacts: true }),
    'client.reactivate': (ids) => ({ id: ids['client'], withContacts: true }),
    'client.delete': (ids) => ({ id: ids['client'] }),
    'client.add_location': (ids) => ({ clientId: ids['client'], name: 'Oak Clinic' }),
    'client.update_location': (ids) => ({ id: ids['location'], city: 'Springfield' }),
    'client.remove_location': (ids) => ({ id: ids['location'] }),
    'client.locations': (ids) => ({ clientId: ids['client'] }),
    'client.merge_preview': (ids) => ({ id: ids['client'], intoId: ids['client'] }),
    'client.merge': (ids) => ({ id: ids['client'], intoId: ids['client'] }),
    'client.undo_merge': (ids) => ({ id: ids['client'] }),
    'client.timeline': (ids) => ({ id: ids['client'] }),
    'contact.merge_preview': (ids) => ({ id: ids['contact'], intoId: ids['contact'] }),
    'contact.merge': (ids) => ({ id: ids['contact'], intoId: ids['contact'] }),
    'contact.undo_merge': (ids) => ({ id: ids['contact'] }),
    'contact.timeline': (ids) => ({ id: ids['contact'] }),
    'contact.get': (ids) => ({ id: ids['contact'] }),
    'contact.dependents': (ids) => ({ id: ids['contact'] }),
    'contact.delete': (ids) => ({ id: ids['contact'] }),
    'contact.hint': (ids) => ({ id: ids['contact'] }),
    'interaction_type.list': () => ({}),
    'interaction_type.create': () => ({ name: 'Trade fair', icon: 'briefcase' }),
    'interaction_type.update': (ids) => ({ id: ids['interaction type'], name: 'Long lunch' }),
    'interaction_type.reorder': (ids) => ({ ids: [ids['interaction type']] }),
    'interaction_type.remove': (ids) => ({ id: ids['interaction type'] }),
    'interaction.list': (ids) => ({ clientId: ids['client'], typeId: ids['interaction type'] }),
    'interaction.get': (ids) => ({ id: ids['interaction'] }),
    'interaction.create': (ids) => ({
      typeId: ids['interaction type'],
      title: 'Called back',
      clientId: ids['client'],
      contactId: ids['contact'],
    }),
    'interaction.log': (ids) => ({ line: 'call 10m the printer again', ticketId: ids['ticket'] }),
    'interaction.update': (ids) => ({ id: ids['interaction'], title: 'Called back twice' }),
    'interaction.delete': (ids) => ({ id: ids['interaction'] }),
    'client.add_domain': (ids) => ({ clientId: ids['client'], domain: 'another.test' }),
    'client.remove_domain': (ids) => ({ clientId: ids['client'], domain: `${ids['client']}.test` }),
    'contact.list': (ids) => ({ clientId: ids['client'] }),
    'contact.export': (ids) => ({ clientId: ids['client'], tagIds: [ids['tag']] }),
    'contact.create': (ids) => ({ fullName: 'Another contact', clientId: ids['client'], tags: [ids['tag']] }),
    'contact.join_client': (ids) => ({ contactId: ids['contact'], clientId: ids['client'] }),
    'contact.leave_client': (ids) => ({ contactId: ids['contact'], clientId: ids['client'] }),
    'contact.update': (ids) => ({ id: ids['contact'], title: 'Office manager', tags: [ids['tag']] }),
  },
};
