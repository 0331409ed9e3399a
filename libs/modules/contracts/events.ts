import { defineEvent, z } from '@kelp/kernel';

const reference = z.object({ contractId: z.uuid(), clientId: z.uuid().nullable() });

export const contractCreated = defineEvent('contract.created', 1, reference);
/** Its facts, lines, terms or rate rules changed. */
export const contractUpdated = defineEvent('contract.updated', 1, reference);
/** Its last day of service is over. */
export const contractEnded = defineEvent('contract.ended', 1, reference.extend({ endsOn: z.string() }));
