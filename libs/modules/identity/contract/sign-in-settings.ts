import { contract, z } from '@kelp/kernel/contract';

const settings = z.object({
  /** Characters that a new password must have. */
  shortestPassword: z
    .number()
    .int('Give a whole number.')
    .min(12, 'At least 12 characters.')
    .max(64, 'At most 64 characters: longer ones can be taken, but not demanded.'),
});

export const getSignInSettings = contract({ name: 'sign_in_settings.get', input: z.object({}), output: settings });

export const updateSignInSettings = contract({
  name: 'sign_in_settings.update',
  input: settings,
  output: settings,
});
