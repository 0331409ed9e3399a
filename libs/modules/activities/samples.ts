import type { Samples } from '@kelp/testing';
import { activityGroupItems, activityGroups, activitySnoozes, adHocItems } from './tables';

export const samples: Samples = {
  make: async (ctx, ids) => {
    const userId = ids['user'] ?? '';
    const toDo = await ctx.db.insert(adHocItems, { userId, title: 'Order toner', zone: 'UTC' });
    const group = await ctx.db.insert(activityGroups, { userId, name: 'Waiting on parts', position: 101 });
    await ctx.db.insertMany(activityGroupItems, [
      { userId, itemKind: 'to_do', itemId: toDo.id, groupId: group.id, position: 0 },
    ]);
    await ctx.db.insertMany(activitySnoozes, [
      { userId, itemKind: 'ticket', itemId: ctx.newId(), untilAt: ctx.now(), setAt: ctx.now() },
    ]);
    return { 'to-do': toDo.id, activity: toDo.id, 'activity group': group.id };
  },
  inputs: {
    'activity.list': (ids) => ({ userId: ids['user'] }),
    'activity.colleagues': () => ({}),
    'activity.create_to_do': () => ({ text: 'Call Amy tomorrow 3pm' }),
    'activity.update_to_do': (ids) => ({ id: ids['to-do'], version: 1, title: 'Order two toners' }),
    'activity.delete_to_do': (ids) => ({ id: ids['to-do'], version: 1 }),
    'activity.finish': (ids) => ({ kind: 'to_do', id: ids['activity'] }),
    'activity.reopen': (ids) => ({ kind: 'to_do', id: ids['activity'] }),
    'activity.snooze': (ids) => ({ kind: 'to_do', id: ids['activity'], preset: 'tomorrow' }),
    'activity.place': (ids) => ({
      group: ids['activity group'],
      items: [{ kind: 'to_do', id: ids['activity'] }],
    }),
    'activity_group.create': () => ({ name: 'Errands' }),
    'activity_group.update': (ids) => ({ id: ids['activity group'], isCollapsed: true }),
    'activity_group.order': (ids) => ({ groups: ['today', ids['activity group']] }),
    'activity_group.delete': (ids) => ({ id: ids['activity group'] }),
  },
};
