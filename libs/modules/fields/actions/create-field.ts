import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { checkShape, fieldLimit, readDefault } from '../check-definition';
import { createField } from '../contract';
import { plainRules } from '../definitions';
import { withKeys } from '../domain/option-keys';
import { fieldsChanged } from '../events';
import { fieldDefinitions } from '../tables';

/** A new field at the end of the form. Throws `field.key_taken` naming the field that has the key. */
export const createFieldAction = defineAction(createField, {
  permission: 'custom_field.create',
  run: async (ctx, { options, rules, defaultValue, ...input }) => {
    const { entity, key } = input;
    const holder = await ctx.db.find(fieldDefinitions, { entity, key });
    if (holder) {
      throw refused('field.key_taken', `The key “${key}” belongs to “${holder.label}”. Choose another key.`, {
        fieldId: holder.id,
      });
    }
    const shape = { ...input, options: withKeys(options) };
    const allRules = { ...plainRules, ...rules };
    await checkShape(ctx, entity, shape, allRules);
    const { count, last } = await ctx.db.one<{ count: number; last: number }>(
      sql`select count(*)::int as count, coalesce(max(position), -1) as last from field_definitions
          where tenant_id = ${ctx.tenant} and entity = ${entity}`,
    );
    if (count >= fieldLimit) {
      throw refused('field.too_many', `There are ${fieldLimit} fields already. Delete or reuse one that is retired.`);
    }
    const field = await ctx.db.insert(fieldDefinitions, {
      ...shape,
      rules: allRules,
      defaultValue: await readDefault(ctx, shape, defaultValue),
      position: last + 1,
    });
    ctx.emit(fieldsChanged, field.id, { entity, keys: [key] });
    return { id: field.id };
  },
});
