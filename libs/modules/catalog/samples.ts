import type { Samples } from '@kelp/testing';
import { createServiceAction } from './actions/create-service';
import { taxCategories, taxPlaces, taxRates } from './tables';

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
    const country = await ctx.db.insert(taxPlaces, { code: 'XT', name: 'Sampleland', kind: 'country', parentId: null });
    const spare = await ctx.db.insert(taxPlaces, { code: 'XU', name: 'Otherland', kind: 'country', parentId: null });
    const rate = await ctx.db.insert(taxRates, {
      categoryId: category.id,
      place: 'XS',
      name: 'Tax',
      ppm: 1,
      validFrom: '2190-01-01',
    });
    return {
      'tax category': category.id,
      service: service.id,
      'tax place': country.id,
      'spare tax place': spare.id,
      'tax rate': rate.id,
    };
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
    'tax_rate.set_holiday': (ids) => ({
      categoryId: ids['tax category'],
      place: 'XS',
      reason: 'Back to school',
      from: '2190-08-01',
      to: '2190-08-04',
    }),
    'tax_rate.remove': (ids) => ({ id: ids['tax rate'] }),
    'tax_place.list': () => ({}),
    'tax_place.create': (ids) => ({ code: 'XT-N', name: 'North', kind: 'region', parentId: ids['tax place'] }),
    'tax_place.update': (ids) => ({ id: ids['tax place'], name: 'Sample land' }),
    'tax_place.remove': (ids) => ({ id: ids['spare tax place'] }),
    'tax_settings.get': () => ({}),
    'tax_settings.update': () => ({ rounding: 'document' }),
  },
};
