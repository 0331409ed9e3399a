import type { ReadCtx } from '@kelp/kernel';
import type { Entity } from '@kelp/tags';
import { readFields } from './definitions';
import type { Custom } from './domain/kinds';
import { valueWords } from './domain/value-words';
import { referenceNames } from './reference-names';

/**
 * Values of these fields in words, for lists: per record a text by field key, nothing where there is no value. Unknown keys are left out, so that
 * a view survives a field that was deleted.
 */
export async function fieldWords(
  ctx: ReadCtx,
  entity: Entity,
  keys: readonly string[],
  values: readonly Custom[],
): Promise<Record<string, string>[]> {
  const fields = (await readFields(ctx, entity)).filter(({ key }) => keys.includes(key));
  const names = await referenceNames(ctx, fields, values);
  return values.map((custom) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = custom[field.key];
        return value === undefined ? [] : [[field.key, valueWords(field, value, names)]];
      }),
    ),
  );
}
