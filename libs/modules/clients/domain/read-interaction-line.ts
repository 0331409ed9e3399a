interface Type {
  id: string;
  name: string;
}

export interface ReadLine {
  /** Null when the line names no type. */
  typeId: string | null;
  minutes: number | null;
  /** What remains; the type's name when nothing does. */
  title: string;
}

/** `1h30m`, `1h 30`, `1.5h`, `1:30`, `45m`, `45 min`; a bare number is a part of the words. */
const duration =
  /(?:^|\s)(?:(?<hours>\d{1,3}(?:[.,]\d{1,2})?)\s?h(?:ours?|rs?)?(?:\s?(?<rest>\d{1,2})\s?(?:m(?:in(?:utes?)?)?)?)?|(?<clockHours>\d{1,2}):(?<clockMinutes>[0-5]\d)|(?<minutes>\d{1,5})\s?m(?:in(?:utes?)?)?)(?=$|[\s:,;])[:,;]?/i;

function minutesOf(found: RegExpExecArray): number {
  const { hours, rest, clockHours, clockMinutes, minutes } = found.groups ?? {};
  if (hours !== undefined) return Math.round(Number(hours.replace(',', '.')) * 60) + Number(rest ?? 0);
  if (clockHours !== undefined) return Number(clockHours) * 60 + Number(clockMinutes);
  return Number(minutes);
}

const flat = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** How many words at the beginning name this type: all of its name, with or without blanks and hyphens; 0 for none. */
function naming(words: readonly string[], name: string): number {
  const wanted = flat(name);
  let typed = '';
  for (const [at, word] of words.entries()) {
    typed += flat(word);
    if (typed === wanted) return at + 1;
    if (!wanted.startsWith(typed)) return 0;
  }
  return 0;
}

/** Reads `call 10m the printer again`: the type at the beginning, a duration near it, and the words. Nothing in it is refused. */
export function readInteractionLine(line: string, types: readonly Type[]): ReadLine {
  const found = duration.exec(line);
  // A duration further on belongs to the words: "asked whether 30 min would do".
  const isEarly = found !== null && line.slice(0, found.index).trim().split(/\s+/).filter(Boolean).length <= 3;
  const minutes = found && isEarly ? minutesOf(found) : null;
  const rest = found && isEarly ? `${line.slice(0, found.index)} ${line.slice(found.index + found[0].length)}` : line;
  const words = rest.trim().split(/\s+/).filter(Boolean);
  const best = types
    .map((type) => ({ type, used: naming(words, type.name) }))
    .reduce<{ type: Type | null; used: number }>((top, one) => (one.used > top.used ? one : top), {
      type: null,
      used: 0,
    });
  const title = words
    .slice(best.used)
    .join(' ')
    .replace(/^[\s:,;–-]+/, '');
  return { typeId: best.type?.id ?? null, minutes, title: title || best.type?.name || line.trim() };
}
