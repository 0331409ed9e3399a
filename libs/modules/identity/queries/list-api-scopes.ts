import { defineQuery } from '@kelp/kernel';
import { listApiScopes } from '../contract';

/** The scopes that a key may be narrowed to, by name. */
export const listApiScopesQuery = defineQuery(listApiScopes, {
  permission: 'api_key.manage_own',
  run: async (ctx) => ({ scopes: [...ctx.scopes].sort() }),
});
