import { isAppError, isUuid, parseMoney } from '@kelp/std';
import { readValue, type Reading } from './read-value';
import { referring, type FieldOption, type FieldShape } from './kinds';

/** What a file's text cannot say by itself. */
export interface ParseContext {
  /** The currency of an amount that names none. */
  currency: string;
  /** The id of the person or contact with this address, name or id; null when there is none or more than one. */
  find: (kind: 'person' | 'contact', text: string) => string | null;
}

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'on']);
const no = new Set(['no', 'n', 'false', '0', '-', 'off']);

/** `1,234.50` as people write it; digits that are not in groups of three are no thousands. */
const withoutGroups = (text: string): string =>
  /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;

function optionKey(options: readonly FieldOption[], text: string): string {
  const wanted = text.trim().toLowerCase();
  const found =
    options.find(({ label }) => label.toLowerCase() === wanted) ??
    options.find(({ key }) => key.toLowerCase() === wanted);
  return found?.key ?? text;
}

function readAmount(field: FieldShape, text: string, own: string): Reading {
  const match = /^([A-Za-z]{3})?\s*([^A-Za-z]*?)\s*([A-Za-z]{3})?$/.exec(text);
  const currency = (match?.[1] ?? match?.[3] ?? own).toUpperCase();
  try {
    return readValue(field, { amount: parseMoney(match?.[2] ?? text, currency).toString(), currency });
  } catch (error) {
    if (isAppError(error)) return { sentence: error.message };
    throw error;
  }
}

/** Choices stand between semicolons, or between commas when no option holds one. */
function choicesOf({ options }: FieldShape, text: string): string[] {
  const sign = text.includes(';') || options.some(({ label }) => label.includes(',')) ? ';' : ',';
  return text
    .split(sign)
    .filter((part) => part.trim() !== '')
    .map((part) => optionKey(options, part));
}

/** An offset is taken as it is; without one the time is UTC. */
function instantOf(text: string): string {
  const plain = text.replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');
  return /T\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(plain) ? `${plain}Z` : plain;
}

function rawOf(field: FieldShape, text: string): unknown {
  switch (field.kind) {
    case 'number':
      return withoutGroups(text);
    case 'date_time':
      return instantOf(text);
    case 'select':
      return optionKey(field.options, text);
    case 'multi_select':
      return choicesOf(field, text);
    case 'checkbox':
      return yes.has(text.toLowerCase()) ? true : no.has(text.toLowerCase()) ? false : undefined;
    case 'url':
      return /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
    default:
      return text;
  }
}

/**
 * The value behind the text of a file's cell, or the sentence that says why there is none. Null for an empty cell. Dates are
 * `2026-03-31`: with any other order the day could be the month.
 */
export function parseText(field: FieldShape, cell: string, context: ParseContext): Reading | null {
  const text = cell.trim();
  if (text === '') return null;
  if (referring.includes(field.kind)) {
    const noun = field.kind === 'person' ? 'person' : 'contact';
    const id = isUuid(text) ? text : context.find(noun, text);
    if (id === null) return { sentence: `There is no single ${noun} “${text}”. Give the mail address.` };
    return readValue(field, id);
  }
  if (field.kind === 'money') return readAmount(field, text, context.currency);
  const reading = readValue(field, rawOf(field, text));
  if (!('sentence' in reading)) return reading;
  if (field.kind === 'checkbox') return { sentence: `“${text}” is neither yes nor no.` };
  return { sentence: `“${text.slice(0, 60)}”: ${reading.sentence}` };
}
