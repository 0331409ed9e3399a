import type { Samples } from '@kelp/testing';
import { tagDefinitions, tagGroups, tagLinks } from './tables';

export const samples: Samples = {
  make: async (ctx) => {
    const group = await ctx.db.insert(tagGroups, { name: 'Urgency' });
    const tag = await ctx.db.insert(tagDefinitions, {
      name: 'vip',
      color: 'purple',
      groupId: group.id,
      entities: ['ticket', 'client', 'contact'],
    });
    await ctx.db.insertMany(tagLinks, [
      { tagId: tag.id, entityType: 'client', entityId: ctx.newId(), addedAt: ctx.now() },
    ]);
    return { tag: tag.id, tag_group: group.id };
  },
  inputs: {
    'tag.list': () => ({}),
    'tag.usage': () => ({}),
    'tag.create': (ids) => ({ name: 'Another tag', groupId: ids['tag_group'] }),
    'tag.update': (ids) => ({ id: ids['tag'], name: 'Renamed', groupId: ids['tag_group'] }),
    'tag.merge': (ids) => ({ id: ids['tag'], intoId: ids['tag'] }),
    'tag.delete': (ids) => ({ id: ids['tag'] }),
    'tag.add': (ids) => ({ entity: 'ticket', ids: [ids['ticket']], tagIds: [ids['tag']] }),
    'tag.remove': (ids) => ({ entity: 'ticket', ids: [ids['ticket']], tagIds: [ids['tag']] }),
    'tag_group.create': () => ({ name: 'Another group' }),
    'tag_group.update': (ids) => ({ id: ids['tag_group'], isExclusive: true }),
    'tag_group.delete': (ids) => ({ id: ids['tag_group'] }),
  },
};
