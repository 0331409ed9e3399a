import { defineEvent } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

const user = { userId: z.uuid(), type: z.enum(['internal', 'client']) };

export const userCreated = defineEvent('user.created', 1, z.object(user));
export const userUpdated = defineEvent('user.updated', 1, z.object(user));
export const userDeactivated = defineEvent('user.deactivated', 1, z.object(user));
