import { abilitiesOf, defineQuery } from '@kelp/kernel';
import { listTaxPlaces } from '../contract';
import { taxPlaces } from '../tables';

/** Every place in order of its code, so that a place follows what it lies in. */
export const listTaxPlacesQuery = defineQuery(listTaxPlaces, {
  permission: 'tax.read',
  run: async (ctx) => ({
    places: await ctx.db.list(taxPlaces, {}, { orderBy: 'code' }),
    abilities: abilitiesOf(ctx, ['tax.update']),
  }),
});
