import { defineEvent } from '@kelp/kernel';
import { z } from '@kelp/kernel/contract';

const user = { userId: z.uuid(), type: z.enum(['internal', 'client']) };

export const userCreated = defineEvent('user.created', 1, z.object(user));
export const userUpdated = defineEvent('user.updated', 1, z.object(user));
export const userDeactivated = defineEvent('user.deactivated', 1, z.object(user));
/** There was a password before, and it is another now. */
export const userPasswordChanged = defineEvent('user.password_changed', 1, z.object(user));
