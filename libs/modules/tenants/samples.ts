import type { Samples } from '@kelp/testing';
import { portalDomains } from './tables';

export const samples: Samples = {
  make: async (ctx) => {
    await ctx.db.insert(portalDomains, { id: ctx.newId(), host: 'portal.sample.test', token: 'sample' });
    return {};
  },
  inputs: {
    'tenant.get': () => ({}),
    'tenant.first_steps': () => ({}),
    'numbering.list': () => ({}),
    'numbering.save': () => ({ kind: 'ticket', version: 1, prefix: 'NS-', padding: 5 }),
    'branding.get': () => ({}),
    'branding.save': () => ({ colour: '#1f66bd' }),
    'portal_domain.get': () => ({}),
    'portal_domain.add': () => ({ host: 'portal.example.com' }),
    'portal_domain.check': () => ({}),
    'portal_domain.remove': () => ({}),
    'tenant.pass_welcome': () => ({ steps: ['team'] }),
    'tenant.dismiss_step': () => ({ step: 'mailbox', isDismissed: true }),
    'tenant.update': () => ({ name: 'Northstar' }),
  },
};
