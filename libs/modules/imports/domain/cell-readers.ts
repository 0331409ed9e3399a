import { invalid, isCurrency } from '@kelp/std';
import type { ImportField } from '../kinds/import-kind';

type Read = ImportField['read'];

/** Signs that an export of ours, or another careful one, hid from spreadsheets behind an apostrophe. */
const hidden = /^'(?=[=+\-@\t\r])/;

/** What a cell says: without space around it, and without the apostrophe that keeps a spreadsheet from computing it. */
export const wordsOf = (cell: string): string => cell.trim().replace(hidden, '');

export const asText: Read = (text) => text;

/** Several values in one cell. */
export const asList: Read = (text) =>
  text
    .split(/[,;|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const yes = new Set(['yes', 'y', 'true', '1', 'x', 'ja', 'oui', 'si', 'sí', 'active', 'enabled']);
const no = new Set(['no', 'n', 'false', '0', 'nein', 'non', 'inactive', 'disabled']);

export const asYesNo: Read = (text) => {
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  if (no.has(word)) return false;
  throw invalid('Write yes or no.');
};

/** The opposite, for columns that say "active". */
export const asNotYes: Read = (text, reading) => !asYesNo(text, reading);

/** One of a few words, each with other words for it; case does not matter. */
export const asOneOf =
  (choices: Record<string, readonly string[]>): Read =>
  (text) => {
    const word = text.toLowerCase();
    const found = Object.entries(choices).find(([key, others]) => key === word || others.includes(word));
    if (found) return found[0];
    throw invalid(`Write one of: ${Object.keys(choices).join(', ')}.`);
  };

export const asCurrency: Read = (text) => {
  const code = text.toUpperCase();
  if (isCurrency(code)) return code;
  throw invalid('Write three letters such as EUR.');
};

/** A whole number that is not negative. */
export const asWhole: Read = (text) => {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalid('Write a whole number such as 15.');
};

/** Whole minutes of hours such as `1.5`, `1,5`, `1:30` or `1h 30m`. */
export const asHours: Read = (text) => {
  const [, hours, minutes] = /^(\d{1,3})(?::|\s*h\s*)(\d{1,2})\s*m?(?:in)?$/i.exec(text) ?? [];
  if (hours !== undefined && Number(minutes) < 60) return Number(hours) * 60 + Number(minutes);
  if (/^\d{1,3}([.,]\d{1,6})?\s*h?$/i.test(text)) return Math.round(Number.parseFloat(text.replace(',', '.')) * 60);
  throw invalid('Write hours such as 1.5 or 1:30.');
};

/**
 * An amount in major units with a point before the decimals, as `parseMoney` and `parsePrice` take it: signs of currencies, letters and
 * spaces beside it are taken off, and `1.234,50` is understood by its last sign.
 */
export const asAmount: Read = (text) => {
  const bare = text.replace(/[\s\u00a0']|\p{Sc}|[A-Z]{3}/gu, '');
  const isComma = /^[+-]?(\d+|\d{1,3}(\.\d{3})+),\d{1,2}$/.test(bare);
  const plain = isComma ? bare.replaceAll('.', '').replace(',', '.') : bare;
  if (/^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain)) return plain;
  throw invalid('Write an amount such as 1234.50.');
};
