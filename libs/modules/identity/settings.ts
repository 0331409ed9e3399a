import { defineSetting, z } from '@kelp/kernel';
import { shortestPassword } from './domain/password-rules';

/** How long a new password must be in this workspace. */
export const passwordLength = defineSetting({
  key: 'identity.shortest_password',
  label: 'Characters a new password must have',
  schema: z.number().int().min(shortestPassword).max(64),
  initial: shortestPassword,
});
