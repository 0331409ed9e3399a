import { defineAction, type Ctx } from '@kelp/kernel';
import { invalid, refused } from '@kelp/std';
import { createTaxPlace, removeTaxPlace, updateTaxPlace } from '../contract';
import { taxPlaces, taxRates } from '../tables';
import type { TaxPlaceKind } from '../contract';

const permission = 'tax.update';
const levels: readonly TaxPlaceKind[] = ['country', 'region', 'county', 'city', 'district'];

async function checkParent(ctx: Ctx, kind: TaxPlaceKind, parentId: string | null): Promise<void> {
  if (kind === 'country') {
    if (parentId) throw invalid('A country lies in no other place.', { parentId: 'Leave it empty.' });
    return;
  }
  if (!parentId) throw invalid('Choose the place around it.', { parentId: 'Needed for all but countries.' });
  const parent = await ctx.db.lock(taxPlaces, parentId);
  if (levels.indexOf(parent.kind) >= levels.indexOf(kind)) {
    throw invalid(`A ${kind} cannot lie in a ${parent.kind}. Choose a larger place.`, { parentId: 'Too small.' });
  }
}

/** A place in which rates can be set and clients found by their address. */
export const createTaxPlaceAction = defineAction(createTaxPlace, {
  permission,
  run: async (ctx, input) => {
    await checkParent(ctx, input.kind, input.parentId);
    const { id } = await ctx.db.insert(taxPlaces, input);
    return { id };
  },
});

/** Changes name and spellings; code and surroundings stay, since rates and invoices name them. */
export const updateTaxPlaceAction = defineAction(updateTaxPlace, {
  permission,
  run: async (ctx, { id, version, ...patch }) => {
    const saved = await ctx.db.update(taxPlaces, id, patch, version);
    return { id, version: saved.version };
  },
});

export const removeTaxPlaceAction = defineAction(removeTaxPlace, {
  permission,
  run: async (ctx, { id }) => {
    const place = await ctx.db.lock(taxPlaces, id);
    const [rate, child] = await Promise.all([
      ctx.db.find(taxRates, { place: place.code }),
      ctx.db.find(taxPlaces, { parentId: id }),
    ]);
    if (rate)
      throw refused('tax_place.in_use', `${place.name} has tax rates, which stay for the invoices that bear them.`);
    if (child) throw refused('tax_place.in_use', `${child.name} lies in ${place.name}. Remove that place first.`);
    await ctx.db.remove(taxPlaces, id);
    return { id };
  },
});
