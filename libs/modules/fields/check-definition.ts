import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, notFound, refused } from '@kelp/std';
import type { Entity } from '@kelp/tags';
import type { Field } from './definitions';
import { choosing, referring, type FieldOption, type FieldShape, type FieldValue } from './domain/kinds';
import { isNothing, readValue } from './domain/read-value';
import { referenceNames } from './reference-names';
import { namesOf } from './slots';
import type { FieldRules } from './tables';

/** More fields than a person can fill, and few enough for a form that opens at once. */
export const fieldLimit = 200;

/** Throws `invalid` where options, rules and kind do not fit together, and not_found for a board that is not there. */
export async function checkShape(ctx: Ctx, entity: Entity, shape: FieldShape, rules: FieldRules): Promise<void> {
  const { kind, options } = shape;
  if (choosing.includes(kind)) checkOptions(options);
  else if (options.length > 0) throw invalid('Only selects have options.', { options: 'Only selects have options.' });
  if (referring.includes(kind) && rules.portal === 'editable') {
    const sentence = 'Clients cannot choose people or contacts. Show the field to them, or hide it.';
    throw invalid(sentence, { 'rules.portal': sentence });
  }
  if (entity !== 'ticket' && (rules.boardIds.length > 0 || rules.isRequiredOnClose || rules.portal !== 'hidden')) {
    const sentence = 'Boards, closing and the portal are matters of tickets. Leave these rules out here.';
    throw invalid(sentence, { rules: sentence });
  }
  await checkBoards(ctx, rules.boardIds);
}

function checkOptions(options: readonly FieldOption[]): void {
  const sentence = optionFault(options);
  if (sentence) throw invalid(sentence, { options: sentence });
}

function optionFault(options: readonly FieldOption[]): string | undefined {
  if (!options.some(({ isRetired }) => !isRetired)) return 'A select needs at least one option.';
  const labels = options.map(({ label }) => label.toLowerCase());
  const twice = options.find(({ label }, at) => labels.indexOf(label.toLowerCase()) !== at);
  if (twice) return `There are two options “${twice.label}”. Give each its own name.`;
  const keys = options.map(({ key }) => key);
  const same = keys.find((key, at) => keys.indexOf(key) !== at);
  return same && `Two options have the key “${same}”. Leave the key of the new one out.`;
}

async function checkBoards(ctx: Ctx, boardIds: readonly string[]): Promise<void> {
  if (boardIds.length === 0) return;
  const wanted = new Set(boardIds);
  const found = await ctx.askSlot(namesOf, { kind: 'board', ids: [...wanted] });
  if (found.length < wanted.size) throw notFound('board');
}

/** The default as it will be stored, or null. Throws `invalid` when it does not fit the field. */
export async function readDefault(ctx: Ctx, shape: FieldShape, raw: unknown): Promise<FieldValue | null> {
  if (isNothing(raw)) return null;
  const read = readValue(shape, raw);
  if ('sentence' in read) throw invalid(`Default: ${read.sentence}`, { defaultValue: read.sentence });
  const retired = shape.options.find(({ key, isRetired }) => isRetired && [read.value].flat().includes(key));
  const names = await referenceNames(ctx, [shape], [{ [shape.key]: read.value }]);
  const isUnknown = referring.includes(shape.kind) && names.size === 0;
  const sentence = retired ? `“${retired.label}” is retired.` : isUnknown ? `This ${shape.kind} does not exist.` : null;
  if (sentence) throw invalid(`Default: ${sentence} Choose another one.`, { defaultValue: sentence });
  return read.value;
}

/** Whether some record has a value of this field, or of this option of it. */
export const isUsed = async (ctx: Ctx, fieldId: string): Promise<boolean> =>
  (await ctx.db.rows(sql`select 1 from field_values where tenant_id = ${ctx.tenant} and field_id = ${fieldId} limit 1`))
    .length > 0;

/** Throws `field.kind_used` when the kind shall change though records have values of the old one. */
export async function refuseOtherKind(ctx: Ctx, field: Field, kind: Field['kind'] | undefined): Promise<void> {
  if (kind === undefined || kind === field.kind || !(await isUsed(ctx, field.id))) return;
  throw refused(
    'field.kind_used',
    `“${field.label}” has values already, so its kind stands for good. Retire it and create another field instead.`,
  );
}

/** Throws `field.option_used` when an option shall vanish that records have: it can be retired. */
export async function refuseLostOptions(ctx: Ctx, field: Field, options: readonly FieldOption[]): Promise<void> {
  const kept = new Set(options.map(({ key }) => key));
  const lost = field.options.filter(({ key }) => !kept.has(key));
  if (lost.length === 0) return;
  const held = await ctx.db.maybe<{ value: string }>(
    sql`select value from field_values where tenant_id = ${ctx.tenant} and field_id = ${field.id}
        and value = any(${lost.map(({ key }) => key)}) limit 1`,
  );
  const option = lost.find(({ key }) => key === held?.value);
  if (option)
    throw refused('field.option_used', `Records have “${option.label}”. Retire the option instead of deleting it.`);
}
