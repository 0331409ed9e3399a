import { defineAction } from '@kelp/kernel';
import { refused } from '@kelp/std';
import { isUsed } from '../check-definition';
import { deleteField } from '../contract';
import { fieldsChanged } from '../events';
import { fieldDefinitions } from '../tables';

/** Deletes a field that no record has a value of; any other is retired instead. */
export const deleteFieldAction = defineAction(deleteField, {
  permission: 'custom_field.delete',
  run: async (ctx, { id }) => {
    const field = await ctx.db.lock(fieldDefinitions, id);
    if (await isUsed(ctx, id)) {
      throw refused(
        'field.used',
        `Records have values of “${field.label}”. Retire it instead: the values stay and it leaves the forms.`,
      );
    }
    await ctx.db.remove(fieldDefinitions, id);
    ctx.emit(fieldsChanged, id, { entity: field.entity, keys: [field.key] });
    return {};
  },
});
