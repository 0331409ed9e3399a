import type { Samples } from '@kelp/testing';

export const samples: Samples = {
  make: async () => ({}),
  inputs: {
    'tenant.get': () => ({}),
    'tenant.first_steps': () => ({}),
    'tenant.update': () => ({ name: 'Northstar' }),
  },
};
