import type { Samples } from '@kelp/testing';
import { initialHabits } from './addressees';
import { allAs, notify } from './notify';
import { notificationHabits, notificationRules, notifications } from './tables';

const template = {
  name: 'notification.sla.breached',
  subject: '{{title}}',
  html: '<p>{{title}}</p>',
  text: '{{title}}',
};

export const samples: Samples = {
  make: async (ctx, ids) => {
    const link = `/msp/tickets/${ids['ticket']}`;
    const about = { title: 'A sample', body: '', link, ticketId: ids['ticket'] ?? null };
    const userId = ids['user'] ?? '';
    await notify(ctx, allAs('assignee', [userId]), { ...about, subtype: 'ticket.assigned', eventId: ctx.newId() });
    await ctx.db.insert(notificationRules, { name: 'ticket.updated', channel: 'email', mode: 'off' });
    await ctx.db.insert(notificationHabits, { userId, ...initialHabits });
    return { notification: (await ctx.db.find(notifications, { userId }))?.id ?? '' };
  },
  inputs: {
    'notification.list': () => ({}),
    'notification.set_read': (ids) => ({ ids: [ids['notification']], isRead: true }),
    'notification.snooze': (ids) => ({ id: ids['notification'], until: '2099-01-01T09:00:00Z' }),
    'notification.why': (ids) => ({ id: ids['notification'] }),
    'notification.habits.get': () => ({}),
    'notification.habits.save': () => ({ ...initialHabits, isQuiet: true, version: null }),
    'notification.rules.get': () => ({}),
    'notification.rules.set': () => ({ name: 'ticket.closed', channel: 'email', mode: 'off' }),
    'notification.settings.save': () => ({ isMailOn: true, foldMinutes: 5 }),
    'notification.mark_read': () => ({ upTo: 1 }),
    'notification.preferences.get': () => ({}),
    'notification.preferences.set': () => ({ subtype: 'ticket.assigned', channel: 'email', isOn: false }),
    'email_template.list': () => ({}),
    'email_template.versions': () => ({ name: template.name }),
    'email_template.accept_shipped': () => ({ name: template.name, version: 1 }),
    'email_template.get': () => ({ name: template.name }),
    'email_template.preview': () => template,
    'email_template.save': () => template,
    'email_template.reset': () => ({ name: template.name }),
  },
};
