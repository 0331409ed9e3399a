/** A bigint in JSON, which has none: `{"$bigint":"12"}`. */
const bigintKey = '$bigint';

function writeObject(value: Record<string, unknown>): string {
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  if (names.includes(bigintKey)) {
    // Stored inputs that were parsed as plain JSON are written back to the very same text.
    const digits = String(value[bigintKey]);
    if (names.length === 1 && /^-?\d+$/.test(digits)) return `{"${bigintKey}":"${digits}"}`;
    throw new TypeError(`"${bigintKey}" is kept for whole numbers.`);
  }
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name])}`)
    .join(',')}}`;
}

/**
 * The one text of a value: keys sorted, no spaces, bigints kept exactly, members that are undefined left out. Equal values
 * give equal bytes. Throws TypeError for what could not be read back exactly: fractions, dates, functions, class instances.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `{"${bigintKey}":"${value}"}`;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
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
