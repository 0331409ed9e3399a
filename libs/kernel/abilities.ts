import type { ReadCtx } from './context';

/** Those of these permissions that the actor holds; they travel out with the data so that screens offer only what works. */
export const abilitiesOf = (ctx: ReadCtx, permissions: readonly string[]): string[] =>
  permissions.filter((permission) => ctx.can(permission));
