import { defineQuery } from '@kelp/kernel';
import { permissionCatalogue } from '../contract';
import { mayPassOn } from '../pass-on';

/** Every permission of the product, and whether the caller may put it into a role. */
export const permissionCatalogueQuery = defineQuery(permissionCatalogue, {
  permission: 'role.read',
  run: (ctx) =>
    Promise.resolve({
      rows: [...ctx.permissions.values()].map(({ name, label, side }) => ({
        name,
        label,
        side,
        mayGive: mayPassOn(ctx, name),
      })),
    }),
});
