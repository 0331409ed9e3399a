import type { Samples } from '@kelp/testing';

export const samples: Samples = {
  make: async () => ({}),
  inputs: {
    'portal.home': () => ({}),
    'portal.interactions': () => ({}),
    'portal_ticket.list': () => ({}),
    'portal_ticket.get': (ids) => ({ id: ids['ticket'] }),
    'portal_ticket.create': () => ({ title: 'The scanner makes stripes' }),
    'portal_ticket.form': () => ({}),
    'portal_ticket.fill': (ids) => ({ id: ids['ticket'], custom: {} }),
    'portal_ticket.reply': (ids) => ({ id: ids['ticket'], text: 'It still does.' }),
    'portal_ticket.close': (ids) => ({ id: ids['ticket'] }),
    'portal_ticket.reopen': (ids) => ({ id: ids['ticket'] }),
    'portal_ticket.attachment': (ids) => ({ id: ids['attachment'] }),
    'portal_invoice.list': () => ({}),
    'portal_invoice.get': (ids) => ({ id: ids['invoice'] }),
    'portal_invoice.pdf': (ids) => ({ id: ids['invoice'] }),
  },
};
