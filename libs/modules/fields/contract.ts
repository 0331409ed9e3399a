import { abilities, contract, idOf, lineOfText, z } from '@kelp/kernel/contract';
import { entities } from '@kelp/tags/contract';
import { kinds } from './domain/kinds';

export { kinds, isMoney, isSortable, type Custom, type FieldValue, type Kind, type MoneyValue } from './domain/kinds';
export { keyFor, withKeys } from './domain/option-keys';

const entity = z.enum(entities);
export const fieldKey = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'A key is at most 40 small letters, digits and underscores, and begins with a letter.',
  )
  // Every object answers to “constructor”, so that a record without a value would seem to have one.
  .refine((text) => !(text in {}), 'Kelp itself uses this key. Choose another one, such as constructor_name.');

/** Values by field key as a door takes them; null takes a value away. Each is checked by the kind of its field. */
export const customInput = z
  .record(z.string().max(60), z.unknown())
  .refine((values) => Object.keys(values).length <= 200, 'At most 200 fields at once.');
export type CustomInput = z.output<typeof customInput>;

const fieldValue = z.union([
  z.string(),
  z.boolean(),
  z.array(z.string()),
  z.object({ amount: z.string(), currency: z.string() }),
]);

/** The stored values of a record by field key; a field without a value is missing. */
export const customValues = z.record(z.string(), fieldValue);

const option = z.object({ key: z.string(), label: z.string(), isRetired: z.boolean() });
const rules = z.object({
  /** Of tickets: the boards whose tickets have the field; empty for all. */
  boardIds: z.array(idOf('board')).max(200),
  isRequiredOnCreate: z.boolean(),
  isRequiredOnClose: z.boolean(),
  portal: z.enum(['hidden', 'visible', 'editable']),
});

export const fieldCard = z.object({
  id: z.uuid(),
  entity,
  key: z.string(),
  label: z.string(),
  hint: z.string(),
  kind: z.enum(kinds),
  options: z.array(option),
  rules,
  defaultValue: fieldValue.nullable(),
  isRetired: z.boolean(),
  version: z.number(),
});
export type FieldCard = z.output<typeof fieldCard>;

export const listFields = contract({
  name: 'field.list',
  input: z.object({ entity, includeRetired: z.boolean().default(false) }),
  output: z.object({
    /** In the order of the form. `isUsed`: some record has a value, so the kind stands for good. */
    rows: z.array(fieldCard.extend({ isUsed: z.boolean() })),
    /** How many fields there may be of one kind of record. */
    limit: z.number(),
    abilities,
  }),
});
export type ListedField = z.output<typeof listFields.output>['rows'][number];

/** The fields of a form that opens a new record, in order. */
export const fieldForm = contract({
  name: 'field.form',
  input: z.object({ entity, boardId: idOf('board').optional() }),
  output: z.object({ fields: z.array(fieldCard) }),
});

/** A field with the value that a record has, and the value in words. */
export const filledField = fieldCard.extend({ value: fieldValue.nullable(), words: z.string() });
export type FilledField = z.output<typeof filledField>;

/** The fields of one record: those on its form, and others that hold a value. */
export const recordFields = contract({
  name: 'field.record',
  input: z.object({ entity, id: z.uuid() }),
  output: z.object({ fields: z.array(filledField), version: z.number(), mayUpdate: z.boolean() }),
});

/** What a field of people or contacts offers, and the boards that a form may belong to. */
export const fieldChoices = contract({
  name: 'field.choices',
  input: z.object({ kind: z.enum(['person', 'contact', 'board']), search: z.string().max(200).optional() }),
  output: z.object({ rows: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
});

const optionInput = z.object({
  /** Missing for a new option: then it is made from the label. */
  key: fieldKey.optional(),
  label: lineOfText(100),
  isRetired: z.boolean().default(false),
});
const options = z.array(optionInput).max(200, 'At most 200 options.');

export const createField = contract({
  name: 'field.create',
  input: z.object({
    entity,
    key: fieldKey,
    label: lineOfText(80),
    hint: z.string().trim().max(300).default(''),
    kind: z.enum(kinds),
    options: options.default([]),
    rules: rules.partial().default({}),
    defaultValue: z.unknown().optional(),
  }),
  output: z.object({ id: z.uuid() }),
});

/** The key stands for good; the kind as soon as a record has a value. */
export const updateField = contract({
  name: 'field.update',
  input: z.object({
    id: idOf('field'),
    version: z.number().int().optional(),
    label: lineOfText(80).optional(),
    hint: z.string().trim().max(300).optional(),
    kind: z.enum(kinds).optional(),
    options: options.optional(),
    rules: rules.partial().optional(),
    defaultValue: z.unknown().optional(),
    isRetired: z.boolean().optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const deleteField = contract({
  name: 'field.delete',
  input: z.object({ id: idOf('field') }),
  output: z.object({}),
});

/** The order of the form: every field of the kind of record, once. */
export const orderFields = contract({
  name: 'field.order',
  input: z.object({ entity, ids: z.array(idOf('field')).min(1).max(300) }),
  output: z.object({}),
});

/** A field as the people of a client see it. */
export const portalField = z.object({
  key: z.string(),
  label: z.string(),
  hint: z.string(),
  kind: z.enum(kinds),
  options: z.array(z.object({ key: z.string(), label: z.string() })),
  value: fieldValue.nullable(),
  words: z.string(),
  isEditable: z.boolean(),
  isRequired: z.boolean(),
  initial: fieldValue.nullable(),
});
export type PortalField = z.output<typeof portalField>;
