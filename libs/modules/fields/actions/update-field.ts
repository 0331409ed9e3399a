import { defineAction } from '@kelp/kernel';
import { checkShape, readDefault, refuseLostOptions, refuseOtherKind } from '../check-definition';
import { updateField } from '../contract';
import { plainRules } from '../definitions';
import { choosing } from '../domain/kinds';
import { withKeys } from '../domain/option-keys';
import { fieldsChanged } from '../events';
import { fieldDefinitions } from '../tables';

/** Changes a field. Its key stands for good, its kind and the options that records have as soon as they have them. */
export const updateFieldAction = defineAction(updateField, {
  permission: 'custom_field.update',
  run: async (ctx, { id, version, options, rules, defaultValue, ...patch }) => {
    const field = await ctx.db.lock(fieldDefinitions, id);
    await refuseOtherKind(ctx, field, patch.kind);
    const kind = patch.kind ?? field.kind;
    const kept = choosing.includes(kind) ? field.options : [];
    const shape = {
      ...field,
      ...patch,
      kind,
      label: patch.label ?? field.label,
      options: options ? withKeys(options) : kept,
    };
    if (options) await refuseLostOptions(ctx, field, shape.options);
    const allRules = { ...plainRules, ...field.rules, ...rules };
    await checkShape(ctx, field.entity, shape, allRules);
    // a default of another kind or with a retired option would fill every new record with what nobody may choose
    const wanted = defaultValue === undefined ? field.defaultValue : defaultValue;
    const isDropped =
      defaultValue === undefined && (kind !== field.kind || hasRetired(shape.options, field.defaultValue));
    const after = await ctx.db.update(
      fieldDefinitions,
      id,
      {
        ...patch,
        options: shape.options,
        rules: allRules,
        defaultValue: isDropped ? null : await readDefault(ctx, shape, wanted),
      },
      version,
    );
    ctx.emit(fieldsChanged, id, { entity: field.entity, keys: [field.key] });
    return { id, version: after.version };
  },
});

const hasRetired = (options: readonly { key: string; isRetired: boolean }[], value: unknown): boolean =>
  options.some(({ key, isRetired }) => isRetired && [value].flat().includes(key));
