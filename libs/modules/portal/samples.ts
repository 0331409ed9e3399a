import type { Samples } from '@kelp/testing';
import { visibilityGroupBoards, visibilityGroupPeople, visibilityGroups } from './tables';

const group = (name: string, ids: Record<string, string | undefined>) => ({
  name,
  reach: 'some',
  memberIds: [ids['contact']],
  boardIds: [ids['board']],
});

export const samples: Samples = {
  make: async (ctx, ids) => {
    const group = { clientId: ids['client'] ?? '', name: 'Front desk', reach: 'some' as const };
    const { id } = await ctx.db.insert(visibilityGroups, group);
    await ctx.db.insert(visibilityGroupPeople, { groupId: id, contactId: ids['contact'] ?? '', part: 'member' });
    await ctx.db.insert(visibilityGroupBoards, { groupId: id, boardId: ids['board'] ?? '' });
    return { visibility_group: id };
  },
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
    'visibility_group.list': (ids) => ({ clientId: ids['client'] }),
    'visibility_group.create': (ids) => ({ clientId: ids['client'], ...group('Branch', ids) }),
    'visibility_group.update': (ids) => ({ id: ids['visibility_group'], ...group('Front office', ids) }),
    'visibility_group.delete': (ids) => ({ id: ids['visibility_group'] }),
    'visibility_group.preview': (ids) => ({ clientId: ids['client'], contactId: ids['contact'] }),
    'portal_group.list': () => ({}),
    'portal_group.create': (ids) => group('Office', ids),
    'portal_group.update': (ids) => ({ id: ids['visibility_group'], ...group('Office', ids) }),
    'portal_group.delete': (ids) => ({ id: ids['visibility_group'] }),
    'portal_group.preview': (ids) => ({ contactId: ids['contact'] }),
    'portal_payment.options': () => ({}),
    'portal_payment.start': (ids) => ({ invoices: [{ invoiceId: ids['invoice'] }] }),
    'portal_payment.get': (ids) => ({ id: ids['online payment'] }),
    'portal_payment.look': (ids) => ({ id: ids['online payment'] }),
    'portal_invoice.list': () => ({}),
    'portal_invoice.get': (ids) => ({ id: ids['invoice'] }),
    'portal_invoice.xml': (ids) => ({ id: ids['invoice'] }),
    'portal_invoice.pdf': (ids) => ({ id: ids['invoice'] }),
  },
};
