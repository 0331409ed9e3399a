import type { Samples } from '@kelp/testing';
import { notify } from './notify';

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
    await notify(ctx, [ids['user'] ?? null], { ...about, subtype: 'ticket.assigned', eventId: ctx.newId() });
    return {};
  },
  inputs: {
    'notification.list': () => ({}),
    'notification.mark_read': () => ({ upTo: 1 }),
    'notification.preferences.get': () => ({}),
    'notification.preferences.set': () => ({ subtype: 'ticket.assigned', channel: 'email', isOn: false }),
    'email_template.list': () => ({}),
    'email_template.get': () => ({ name: template.name }),
    'email_template.preview': () => template,
    'email_template.save': () => template,
    'email_template.reset': () => ({ name: template.name }),
  },
};
