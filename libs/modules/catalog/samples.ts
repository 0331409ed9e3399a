import type { Samples } from '@kelp/testing';
import { createServiceAction } from './actions/create-service';
import { taxCategories } from './tables';

/** A valid input for every action and query of this module, and one record of each noun. */
export const samples: Samples = {
  make: async (ctx) => {
    const category = await ctx.db.insert(taxCategories, { name: 'Reduced' });
    const service = await ctx.run(createServiceAction, {
      name: 'Remote support',
      billingMethod: 'hourly',
      taxCategoryId: category.id,
      prices: [{ currency: 'USD', unitPrice: '12000', validFrom: '2024-01-01' }],
    });
    return { 'tax category': category.id, service: service.id };
  },
  inputs: {
    'service.list': () => ({ limit: 50, includeInactive: false }),
    'service.get': (ids) => ({ id: ids['service'] }),
    'service.create': (ids) => ({
      name: 'Onsite visit',
      billingMethod: 'hourly',
      taxCategoryId: ids['tax category'],
      prices: [{ currency: 'USD', unitPrice: '15000', validFrom: '2024-01-01' }],
    }),
    'service.update': (ids) => ({
      id: ids['service'],
      taxCategoryId: ids['tax category'],
      price: { currency: 'USD', unitPrice: '13000', validFrom: '2030-01-15' },
    }),
    'tax_rate.list': () => ({}),
    'tax_category.create': () => ({ name: 'Books', isExempt: false }),
    'tax_rate.set': (ids) => ({
      categoryId: ids['tax category'],
      place: '*',
      name: 'Tax',
      percent: '8.25',
      validFrom: '2024-01-01',
    }),
  },
};
