/** What a custom field holds. */
export const kinds = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'date_time',
  'select',
  'multi_select',
  'checkbox',
  'url',
  'person',
  'contact',
] as const;
export type Kind = (typeof kinds)[number];

/** Kinds whose value is the id of another record. */
export const referring: readonly Kind[] = ['person', 'contact'];
export const choosing: readonly Kind[] = ['select', 'multi_select'];

/** Kinds of one value a record, whose indexed texts stand in the order that people mean: sums of money by currency first. */
export const isSortable = (kind: Kind): boolean =>
  (['text', 'url', 'number', 'money', 'date', 'date_time', 'checkbox'] as readonly Kind[]).includes(kind);

export interface FieldOption {
  key: string;
  label: string;
  isRetired: boolean;
}

/** Minor units as text beside their currency, so that no binary fraction touches them. */
export interface MoneyValue {
  amount: string;
  currency: string;
}

/**
 * A value as it is stored: text, exact decimals as text, local dates `YYYY-MM-DD`, instants in UTC, option keys, ids, true or false.
 * A record without a value has no entry.
 */
export type FieldValue = string | boolean | string[] | MoneyValue;
export type Custom = Record<string, FieldValue>;

/** What reading and writing a value needs to know of its field. */
export interface FieldShape {
  key: string;
  label: string;
  kind: Kind;
  options: readonly FieldOption[];
}

export const isMoney = (value: unknown): value is MoneyValue =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
