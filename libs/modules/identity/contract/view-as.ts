import { contract, idOf, z } from '@kelp/kernel/contract';

/** From the next request on the session sees the product as this person or role sees it, and changes nothing. Name one of both. */
export const startView = contract({
  name: 'me.view_as',
  input: z
    .object({ userId: idOf('user').nullish(), roleId: idOf('role').nullish() })
    .refine(({ userId, roleId }) => Boolean(userId) !== Boolean(roleId), {
      error: 'Name a person or a role.',
      path: ['userId'],
    }),
  output: z.object({ name: z.string() }),
});

export const endView = contract({ name: 'me.end_view', input: z.object({}), output: z.object({}) });
