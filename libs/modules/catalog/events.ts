import { defineEvent, z } from '@kelp/kernel';

export const serviceCreated = defineEvent('service.created', 1, z.object({ serviceId: z.uuid(), name: z.string() }));
export const serviceUpdated = defineEvent('service.updated', 1, z.object({ serviceId: z.uuid() }));
export const taxRateSet = defineEvent(
  'tax_rate.set',
  1,
  z.object({ taxRateId: z.uuid(), categoryId: z.uuid(), place: z.string(), ppm: z.number(), validFrom: z.string() }),
);
