import type { FieldOption } from './kinds';

/** `Windows 11 Pro` as a key: `windows_11_pro`; `fallback` where no letter is left, and before what every object answers to. */
export function keyFor(label: string, fallback: string): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
    .replace(/_+$/, '');
  return /^[a-z]/.test(plain) && !(plain in {}) ? plain : plain ? `${fallback}_${plain}`.slice(0, 40) : fallback;
}

/** The options with a key each; those that had one keep it, since values name it. */
export function withKeys(
  options: readonly { key?: string | undefined; label: string; isRetired: boolean }[],
): FieldOption[] {
  const taken = new Set(options.flatMap(({ key }) => key ?? []));
  return options.map(({ key, label, isRetired }) => {
    if (key) return { key, label, isRetired };
    const stem = keyFor(label, 'option').slice(0, 36);
    let free = stem;
    for (let n = 2; taken.has(free); n += 1) free = `${stem}_${n}`;
    taken.add(free);
    return { key: free, label, isRetired };
  });
}
