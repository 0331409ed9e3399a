import { defineSetting, z } from '@kelp/kernel';
import { shippedMatrix } from './domain/itil-priority';

const row = z.array(z.number().int().min(1).max(5)).length(5);

/** Which ITIL priority follows from an impact and an urgency. */
export const itilMatrix = defineSetting({
  key: 'tickets.itil_matrix',
  label: 'Priority by impact and urgency',
  schema: z.array(row).length(5),
  initial: shippedMatrix.map((places) => [...places]),
});
