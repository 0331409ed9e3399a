/** A bigint in JSON, which has none: `{"$bigint":"12"}`. */
const bigintKey = '$bigint';

/** Stored inputs that were parsed as plain JSON are written back to the very same text. */
function writeStoredBigint(value: Record<string, unknown>): string {
  const digits = String(value[bigintKey]);
  const isAlone = Object.keys(value).every((name) => name === bigintKey || value[name] === undefined);
  if (isAlone && /^-?\d+$/.test(digits)) return `{"${bigintKey}":"${digits}"}`;
  throw new TypeError(`"${bigintKey}" is kept for whole numbers.`);
}

/** The names of objects alike, as they come and in order with their texts: objects come in few shapes and in thousands. */
interface Shape {
  names: readonly string[];
  sorted: readonly (readonly [name: string, text: string])[];
}

/** By how many names there are. */
const shapes = new Map<number, Shape[]>();
const shapesKept = 30;

function shapeOf(value: object): Shape {
  const names = Object.keys(value);
  const known = shapes.get(names.length) ?? [];
  for (const shape of known) if (shape.names.every((name, index) => name === names[index])) return shape;
  const sorted = [...names].sort().map((name) => [name, `${JSON.stringify(name)}:`] as const);
  const shape = { names, sorted };
  // Objects whose names are ids have a shape of their own each; those must not be gathered for ever.
  shapes.set(names.length, known.length < shapesKept ? [...known, shape] : [shape]);
  return shape;
}

function writeObject(value: Record<string, unknown>): string {
  if (value[bigintKey] !== undefined) return writeStoredBigint(value);
  let text = '{';
  for (const [name, head] of shapeOf(value).sorted) {
    const member = value[name];
    if (member === undefined) continue;
    text += (text.length > 1 ? ',' : '') + head + canonicalJson(member);
  }
  return `${text}}`;
}

function writeList(values: readonly unknown[]): string {
  let text = '[';
  for (const value of values) text += (text.length > 1 ? ',' : '') + canonicalJson(value);
  return `${text}]`;
}

/**
 * The one text of a value: keys sorted, no spaces, bigints kept exactly, members that are undefined left out. Equal values
 * give equal bytes. Throws TypeError for what could not be read back exactly: fractions, dates, functions, class instances.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return `{"${bigintKey}":"${value}"}`;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return writeList(value);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return writeObject(value as Record<string, unknown>);
  throw new TypeError(
    `A ${typeof value === 'object' ? 'class instance' : `${typeof value} such as ${String(value)}`} has no exact text.`,
  );
}

/** The value of a canonical text; whole numbers that were bigints are bigints again. */
export function parseCanonicalJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(bigintKey in value)) return value;
    return BigInt(String(value[bigintKey]));
  });
}
