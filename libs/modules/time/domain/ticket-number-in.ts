/**
 * The ticket that a typed line names, by its number as the workspace writes it or once wrote it (`T-1042`) or as `#1042`, and the line without it. Null when it
 * names none; of several the first counts.
 */
export function ticketNumberIn(line: string, prefixes: readonly string[]): { number: bigint | null; rest: string } {
  const words = line.split(/\s+/).filter(Boolean);
  const leads = ['#', ...prefixes.filter((prefix) => prefix !== '').map((prefix) => prefix.toLowerCase())];
  const read = (word: string): bigint | null => {
    const bare = word.toLowerCase().replace(/[:,;]$/, '');
    const lead = leads.find((one) => bare.startsWith(one));
    const digits = lead === undefined ? '' : bare.slice(lead.length);
    return /^\d{1,15}$/.test(digits) ? BigInt(digits) : null;
  };
  const at = words.findIndex((word) => read(word) !== null);
  if (at < 0) return { number: null, rest: line };
  return { number: read(words[at] ?? ''), rest: words.filter((_, index) => index !== at).join(' ') };
}
