import type { ReadCtx } from '@kelp/kernel';
import type { Entity } from '@kelp/tags';
import type { PortalField } from './contract';
import { isOnForm, readFields } from './definitions';
import { referring, type Custom } from './domain/kinds';
import { valueWords } from './domain/value-words';
import { referenceNames } from './reference-names';

/**
 * What the people of a client see of a record's fields: those marked for the portal and on its form, and nothing about the others. Of people and
 * contacts only the name goes out.
 */
export async function portalFields(
  ctx: ReadCtx,
  entity: Entity,
  custom: Custom,
  place: string | null,
): Promise<PortalField[]> {
  const fields = (await readFields(ctx, entity)).filter(
    (field) => field.rules.portal !== 'hidden' && isOnForm(field, place),
  );
  const names = await referenceNames(ctx, fields, [custom]);
  return fields.map((field) => {
    const value = custom[field.key];
    const isReference = referring.includes(field.kind);
    const unnamed = typeof value === 'string' && !names.has(value);
    return {
      key: field.key,
      label: field.label,
      hint: field.hint,
      kind: field.kind,
      options: field.options
        .filter(({ key, isRetired }) => !isRetired || [value].flat().includes(key))
        .map(({ key, label }) => ({ key, label })),
      value: value === undefined || isReference ? null : value,
      words: value === undefined || (isReference && unnamed) ? '' : valueWords(field, value, names),
      isEditable: field.rules.portal === 'editable',
      isRequired: field.rules.isRequiredOnCreate,
      initial: field.rules.portal === 'editable' ? field.defaultValue : null,
    };
  });
}
