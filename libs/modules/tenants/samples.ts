import type { Samples } from '@kelp/testing';

export const samples: Samples = {
  make: async () => ({}),
  inputs: {
    'tenant.get': () => ({}),
    'tenant.first_steps': () => ({}),
    'branding.get': () => ({}),
    'branding.save': () => ({ colour: '#1f66bd' }),
    'tenant.update': () => ({ name: 'Northstar' }),
  },
};
