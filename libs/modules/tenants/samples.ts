import type { Samples } from '@kelp/testing';

export const samples: Samples = {
  make: async () => ({}),
  inputs: {
    'tenant.get': () => ({}),
    'tenant.update': () => ({ name: 'Northstar' }),
  },
};
