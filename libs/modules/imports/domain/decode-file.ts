import { sniffContentType } from '@kelp/platform/storage';
import { refused } from '@kelp/std';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const saveAsCsv = 'Open it, save it as CSV (comma separated) and choose that file.';
const kinds: [RegExp, string][] = [
  [/spreadsheetml|ms-excel/, `This is an Excel workbook. ${saveAsCsv}`],
  [
    /wordprocessingml|presentationml|msword|powerpoint|outlook/,
    `This is an Office document, not a table. ${saveAsCsv}`,
  ],
  [/zip/, 'This is a zip file. Unpack it and choose one of the CSV files in it.'],
  [/pdf/, 'This is a PDF. Export the table as CSV from the system that made it.'],
  [/^image\//, 'This is a picture. Export the table as CSV from the system that holds it.'],
  [
    /html|xml|svg/,
    'This is a web page or XML, not CSV. Perhaps the export asked you to sign in first: fetch it again.',
  ],
];

const noCsv = (sentence: string) => refused('import.no_csv', sentence);

/** Refuses, by its bytes and not by its name, what is no text. */
function refuseOtherKinds(content: Buffer): void {
  if (content.length === 0) throw noCsv('The file is empty. Choose another one.');
  const type = sniffContentType(content, 'import.csv');
  const kind = kinds.find(([pattern]) => pattern.test(type));
  if (kind) throw noCsv(kind[1]);
  if (content.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1')
    throw noCsv(`This is an old Excel workbook or another Office file. ${saveAsCsv}`);
  if (/^\s*[[{]/.test(content.toString('latin1', 0, 200)) && isJson(content))
    throw noCsv('This is JSON, not CSV. Export the table as CSV from the system that made it.');
}

function isJson(content: Buffer): boolean {
  try {
    JSON.parse(content.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function byMark(content: Buffer): Encoding | null {
  const [one, two, three] = content;
  if (one === 0xef && two === 0xbb && three === 0xbf) return 'utf-8';
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  return one === 0xfe && two === 0xff ? 'utf-16be' : null;
}

/** Text of two bytes a sign has a zero in nearly every other place, all on the same side. */
function byZeros(content: Buffer): Encoding | null {
  const sample = content.subarray(0, 8_192);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, index) => {
    if (byte === 0 && index % 2 === 0) even += 1;
    else if (byte === 0) odd += 1;
  });
  const half = sample.length / 2;
  if (odd > half * 0.6 && even < half * 0.05) return 'utf-16le';
  if (even > half * 0.6 && odd < half * 0.05) return 'utf-16be';
  if (even + odd > sample.length * 0.01 + 1)
    throw noCsv('This file is no text. Export the table as CSV and choose that file.');
  return null;
}

const decode = (content: Buffer, encoding: Encoding, fatal = false) =>
  new TextDecoder(encoding, { fatal }).decode(content);

/** What Windows-1252 has where ISO 8859-1 has control characters. Node's own decoder of some versions takes one for the other. */
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const fromWindows = (content: Buffer) =>
  content.toString('latin1').replace(/[\u0080-\u009f]/g, (sign) => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign);

/**
 * The text of a CSV file and the encoding by which it was read: what its mark says, else UTF-16 by its zeros, UTF-8 where every byte fits,
 * and Windows-1252 otherwise. Refuses with a sentence what is no CSV file.
 */
export function decodeFile(content: Buffer): { text: string; encoding: Encoding } {
  const sure = byMark(content);
  if (!sure) refuseOtherKinds(content);
  const encoding = sure ?? byZeros(content);
  if (encoding) return { text: decode(content, encoding), encoding };
  try {
    return { text: decode(content, 'utf-8', true), encoding: 'utf-8' };
  } catch {
    return { text: fromWindows(content), encoding: 'windows-1252' };
  }
}
