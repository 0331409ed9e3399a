/**
 * What differs between two plain records, one line a leaf: `settings.rearms: false → true`. Arrays are compared as wholes,
 * `missing` stands for what is not there. At most `most` lines.
 */
export function listChanges(before: unknown, after: unknown, path = '', most = 50): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [`${path}: ${textOf(before)} → ${textOf(after)}`];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys
    .flatMap((key) => listChanges(before[key], after[key], path === '' ? key : `${path}.${key}`, most))
    .slice(0, most);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  value === undefined ? 'missing' : typeof value === 'string' ? value : JSON.stringify(value);
