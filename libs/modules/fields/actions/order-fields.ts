import { defineAction } from '@kelp/kernel';
import { invalid, notFound } from '@kelp/std';
import { orderFields } from '../contract';
import { fieldsChanged } from '../events';
import { fieldDefinitions } from '../tables';

/** Puts the fields of a form in this order. */
export const orderFieldsAction = defineAction(orderFields, {
  permission: 'custom_field.update',
  run: async (ctx, { entity, ids }) => {
    const fields = await ctx.db.list(fieldDefinitions, { entity }, { orderBy: 'position', lock: true });
    const known = new Map(fields.map((field) => [field.id, field]));
    if (ids.some((id) => !known.has(id))) throw notFound(fieldDefinitions.noun);
    if (new Set(ids).size !== fields.length || ids.length !== fields.length) {
      throw invalid('The order must name every field once. Load the page again and repeat it.');
    }
    for (const [position, id] of ids.entries()) await ctx.db.update(fieldDefinitions, id, { position });
    const [first] = ids;
    if (first) ctx.emit(fieldsChanged, first, { entity, keys: fields.map(({ key }) => key) });
    return {};
  },
});
