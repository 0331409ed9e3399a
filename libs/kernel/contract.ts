import * as z from './zod';

/** What a door and a handler agree on. A plain value, safe in a browser: zod only. */
export interface Contract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly input: I;
  readonly output: O;
}

/** Declares a contract. `name` is `noun.verb` and is the same on every door. */
export function contract<I extends z.ZodType, O extends z.ZodType>(definition: Contract<I, O>): Contract<I, O> {
  return definition;
}

/** An instant: ISO text on the wire, Date in code. */
export const instant = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

/** Money in minor units: text on the wire (never a float), bigint in code. */
export const minorUnits = z.codec(z.string().regex(/^-?\d{1,18}$/, 'Give a whole number of minor units.'), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (amount) => amount.toString(),
});

/** A local date `YYYY-MM-DD`. */
export const localDate = z.iso.date();

/** The id of a record; `noun` is used by forms, documents and the isolation tests. */
export const idOf = (noun: string) =>
  z
    .uuid({ error: `Choose ${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun.replaceAll('_', ' ')}.` })
    .meta({ refersTo: noun });

/** Whether a person sees anything of it: signs without a width, which trimming leaves, are nothing to read or to click on. */
export const isSeen = (text: string) => /[^\s\p{Cf}]/u.test(text);

/** One line of text: trimmed, not empty, no control characters. */
export const lineOfText = (max = 200) =>
  z
    .string()
    .trim()
    .min(1, 'Please fill this in.')
    .refine(isSeen, 'Please fill this in.')
    .max(max, `At most ${max} characters.`)
    .regex(/^[^\u0000-\u001f]*$/, 'Line breaks and control characters are not allowed here.');

/** Longer text with line breaks; NUL is refused because Postgres cannot store it. */
export const longText = (max = 100_000) =>
  z
    .string()
    .max(max, `At most ${max} characters.`)
    .regex(/^[^\u0000]*$/, 'The text contains a character that cannot be stored.');

/** An ISO 4217 code such as USD. */
export const currencyCode = z.string().regex(/^[A-Z]{3}$/, 'Give a three-letter currency code such as USD.');

/** A keyset page of `item`. `next` is an opaque cursor, null at the end; `upTo` the live counter the rows are true for. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ rows: z.array(item), next: z.string().nullable(), upTo: z.number().optional() });

/** The paging part of a list's input. */
export const paging = { after: z.string().max(500).optional(), limit: z.number().int().min(1).max(200).default(50) };

/** What the browser may do with a record: the permissions it holds, without the noun. */
export const abilities = z.array(z.string());

/** What a query answers that gives a file: the file door streams the content of `storageKey`; the JSON door refuses such a query. */
export const storedFile = z.object({
  filename: z.string(),
  contentType: z.string(),
  size: z.number(),
  storageKey: z.string(),
});

/** What a query answers that gives a table: one page of CSV lines. The export door asks for page after page and strings them together. */
export const csvPage = z.object({
  filename: z.string(),
  /** The line of headers on the first page, then one line a row, each with its end. */
  csv: z.string(),
  next: z.string().nullable(),
});

export * as z from './zod';
