import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { checkEach, invalid } from '@kelp/std';
import type { Entity } from '@kelp/tags';
import type { CustomInput } from './contract';
import { isOnForm, readFields, type Field } from './definitions';
import type { Custom, FieldValue } from './domain/kinds';
import { isNothing, readValue } from './domain/read-value';
import { referenceNames } from './reference-names';
import { writeIndex, writeIndexes } from './write-index';

interface Target {
  entity: Entity;
  id: string;
  /** Of a ticket: its board, whose form it has. */
  place?: string | null;
  /** A client fills only what the portal lets them; every other key is unknown to them. */
  by?: 'staff' | 'client';
}

type Sentences = Record<string, string>;

/**
 * The `custom` column of a new record: what was given, and defaults for the rest. `demand` refuses while something required is missing:
 * screens, the API and the portal demand, a mail cannot.
 */
export async function openCustom(ctx: Ctx, wish: NewCustom): Promise<Custom> {
  const [custom] = await openCustoms(ctx, [wish]);
  return custom ?? {};
}

type NewCustom = Target & { values: CustomInput | undefined; demand: boolean };

/** The same for many new records of one kind at once, refused together. */
export async function openCustoms(ctx: Ctx, wishes: readonly NewCustom[]): Promise<Custom[]> {
  const [first] = wishes;
  if (!first) return [];
  const fields = await shareFields(ctx, first.entity);
  const customs = await checkEach(wishes, (wish) => openOne(ctx, fields, wish));
  await writeIndexes(
    ctx,
    fields,
    wishes.map(({ id }, place) => ({ entityId: id, before: {}, after: customs[place] ?? {} })),
  );
  return customs;
}

async function openOne(ctx: Ctx, fields: readonly Field[], target: NewCustom): Promise<Custom> {
  const form = fields.filter((field) => isOnForm(field, target.place ?? null));
  const defaults = Object.fromEntries(
    form.flatMap(({ key, defaultValue }) => (defaultValue === null ? [] : [[key, defaultValue]])),
  );
  const { custom, sentences } = await merge(ctx, fields, target, defaults, target.values ?? {});
  if (target.demand) {
    for (const { key, rules } of form) {
      const isAsked = target.by !== 'client' || rules.portal === 'editable';
      if (rules.isRequiredOnCreate && isAsked && custom[key] === undefined) sentences[key] ??= 'Please fill this in.';
    }
  }
  refuse(
    fields.filter((field) => !isHidden(field, target)),
    sentences,
  );
  return custom;
}

/** The `custom` column after a change of some values; undefined when nothing was asked for. */
export async function changeCustom(
  ctx: Ctx,
  target: Target & { before: Custom; patch: CustomInput | undefined },
): Promise<Custom | undefined> {
  if (!target.patch || Object.keys(target.patch).length === 0) return undefined;
  const fields = await shareFields(ctx, target.entity);
  const { custom, sentences } = await merge(ctx, fields, target, target.before, target.patch);
  for (const { key, rules } of fields) {
    if (rules.isRequiredOnCreate && target.before[key] !== undefined && custom[key] === undefined) {
      sentences[key] ??= 'This field must be filled in. Give another value instead.';
    }
  }
  refuse(
    fields.filter((field) => !isHidden(field, target)),
    sentences,
  );
  await writeIndex(ctx, fields, target.id, target.before, custom);
  return custom;
}

/** Gives a record values that it had before: nothing is asked again, and `custom` is the column as it is written. */
export async function resetCustom(
  ctx: Ctx,
  { entity, id, before, custom }: Pick<Target, 'entity' | 'id'> & { before: Custom; custom: Custom },
): Promise<void> {
  await writeIndex(ctx, await shareFields(ctx, entity), id, before, custom);
}

/** The fields, kept from changing their kind until the values are written. */
async function shareFields(ctx: Ctx, entity: Entity): Promise<Field[]> {
  await ctx.db.rows(
    sql`select 1 from field_definitions where tenant_id = ${ctx.tenant} and entity = ${entity} order by id for key share`,
  );
  return readFields(ctx, entity);
}

async function merge(ctx: Ctx, fields: readonly Field[], target: Target, before: Custom, patch: CustomInput) {
  const custom: Custom = { ...before };
  const sentences: Sentences = {};
  for (const [key, raw] of Object.entries(patch)) {
    const field = fields.find((one) => one.key === key);
    if (!field || isHidden(field, target)) {
      sentences[key] = `There is no field called “${key}” here. Check the spelling.`;
    } else if (isNothing(raw)) {
      delete custom[key];
    } else {
      const read = readOne(field, target.place ?? null, before[key], raw);
      if ('sentence' in read) sentences[key] = read.sentence;
      else custom[key] = read.value;
    }
  }
  await checkReferences(ctx, fields, before, custom, sentences);
  return { custom, sentences };
}

const isHidden = (field: Field, { by, place }: Target): boolean =>
  by === 'client' && (field.rules.portal !== 'editable' || !isOnForm(field, place ?? null));

/** A value that stands already may stay, though its field or option was retired or belongs to another form. */
function readOne(field: Field, place: string | null, before: FieldValue | undefined, raw: unknown) {
  const read = readValue(field, raw);
  if ('sentence' in read || JSON.stringify(read.value) === JSON.stringify(before)) return read;
  if (field.isRetired) return { sentence: 'This field is retired and takes no new values.' };
  if (!isOnForm(field, place)) return { sentence: 'This field does not belong to this board.' };
  const former = new Set([before].flat());
  const chosen = field.kind === 'select' || field.kind === 'multi_select' ? [read.value].flat() : [];
  const gone = field.options.find(({ key, isRetired }) => isRetired && chosen.includes(key) && !former.has(key));
  return gone ? { sentence: `“${gone.label}” is retired. Choose another option.` } : read;
}

/** Ids that are new must name a person of the staff or a contact that the writer may see. */
async function checkReferences(
  ctx: Ctx,
  fields: readonly Field[],
  before: Custom,
  custom: Custom,
  sentences: Sentences,
): Promise<void> {
  const fresh = Object.fromEntries(Object.entries(custom).filter(([key, value]) => before[key] !== value));
  const names = await referenceNames(ctx, fields, [fresh]);
  for (const { key, kind } of fields) {
    const value = fresh[key];
    if ((kind !== 'person' && kind !== 'contact') || typeof value !== 'string' || names.has(value)) continue;
    sentences[key] ??= `This ${kind} does not exist, or you may not see it. Choose another one.`;
  }
}

/** Throws `invalid` with a sentence per field, under `custom.<key>`; `fields` are those whose label the writer may read. */
function refuse(fields: readonly Field[], sentences: Sentences): void {
  const wrong = Object.entries(sentences);
  if (wrong.length === 0) return;
  const labelOf = (key: string) => fields.find((field) => field.key === key)?.label ?? key;
  const [first] = wrong;
  const isUnknown = first && !fields.some((field) => field.key === first[0]);
  const said = first && (isUnknown ? first[1] : `${labelOf(first[0])}: ${first[1]}`);
  const message =
    wrong.length === 1 && said
      ? said
      : `These fields are not right: ${wrong.map(([key]) => labelOf(key)).join(', ')}. Correct them and try again.`;
  throw invalid(message, Object.fromEntries(wrong.map(([key, sentence]) => [`custom.${key}`, sentence])));
}
