import type { Samples } from '@kelp/testing';

export const samples: Samples = {
  make: async () => ({}),
  inputs: {
    'search.find': () => ({ text: 'sample' }),
    'search.suggest': () => ({ text: 'sample' }),
    'search.recent': (ids) => ({
      records: [
        { type: 'ticket', id: ids['ticket'] },
        { type: 'client', id: ids['client'] },
      ],
    }),
    'portal_search.find': () => ({ text: 'sample' }),
  },
};
