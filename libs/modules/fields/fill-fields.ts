import type { ReadCtx } from '@kelp/kernel';
import type { Entity } from '@kelp/tags';
import type { FilledField } from './contract';
import { isOnForm, readFields, toCard } from './definitions';
import type { Custom } from './domain/kinds';
import { valueWords } from './domain/value-words';
import { referenceNames } from './reference-names';

/** The fields of a record: those on its form, and others that still hold a value, each with the value in words. */
export async function fillFields(
  ctx: ReadCtx,
  entity: Entity,
  custom: Custom,
  place: string | null,
): Promise<FilledField[]> {
  const fields = (await readFields(ctx, entity)).filter(
    (field) => isOnForm(field, place) || custom[field.key] !== undefined,
  );
  const names = await referenceNames(ctx, fields, [custom]);
  return fields.map((field) => {
    const value = custom[field.key] ?? null;
    return { ...toCard(field), value, words: value === null ? '' : valueWords(field, value, names) };
  });
}

/** The fields that must be filled before such a record may be closed and are not. */
export async function missingOnClose(
  ctx: ReadCtx,
  entity: Entity,
  custom: Custom,
  place: string | null,
): Promise<{ key: string; label: string }[]> {
  const fields = await readFields(ctx, entity);
  return fields
    .filter((field) => isOnForm(field, place) && field.rules.isRequiredOnClose && custom[field.key] === undefined)
    .map(({ key, label }) => ({ key, label }));
}
