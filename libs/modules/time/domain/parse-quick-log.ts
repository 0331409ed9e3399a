import { invalid } from '@kelp/std';

/** A service that time can be logged on. */
export interface LoggableService {
  id: string;
  name: string;
}

export interface QuickLog {
  minutes: number;
  /** Null when the line names none: the ticket's default applies. */
  serviceId: string | null;
  note: string;
}

const mostMinutes = 1440;
/** `1h30m`, `1h 30`, `1.5h`, `2 hours`, `1:30`, `45m`, `45 min`, `45`. */
const durationPattern =
  /^(?:(?<hours>\d{1,2}(?:[.,]\d{1,2})?)\s*h(?:ours?|rs?)?(?:\s*(?<rest>\d{1,2})\s*(?:m(?:in(?:utes?)?)?)?)?|(?<clockHours>\d{1,2}):(?<clockMinutes>[0-5]\d)|(?<minutes>\d{1,4})\s*(?:m(?:in(?:utes?)?)?)?)(?=$|[\s:,;-])/i;
/** Shorter words are too likely to be the first word of a note. */
const shortestServiceWord = 3;

function readMinutes(match: RegExpExecArray): number {
  const { hours, rest, clockHours, clockMinutes, minutes } = match.groups ?? {};
  if (hours !== undefined) return Math.round(Number(hours.replace(',', '.')) * 60) + Number(rest ?? 0);
  if (clockHours !== undefined) return Number(clockHours) * 60 + Number(clockMinutes);
  return Number(minutes);
}

const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** Whether each typed word begins a word of the name, in the same order: `onsite`, `rem sup`. */
function namesService(typed: string[], name: string): boolean {
  const words = wordsOf(name);
  let from = 0;
  return typed.every((word) => {
    const found = words.findIndex((candidate, index) => index >= from && candidate.startsWith(word));
    from = found + 1;
    return found >= 0;
  });
}

/** The services that the longest possible beginning of the words names, and how many words that took. */
function matchService(
  words: string[],
  services: readonly LoggableService[],
): { found: LoggableService[]; used: number } {
  for (let used = words.length; used > 0; used -= 1) {
    const typed = words.slice(0, used).map((word) => word.toLowerCase().replace(/[:;,-]+$/, ''));
    if (typed.some((word) => word.length < shortestServiceWord)) continue;
    const found = services.filter((service) => namesService(typed, service.name));
    const exact = found.filter((service) => wordsOf(service.name).join(' ') === typed.join(' '));
    if (found.length > 0) return { found: exact.length > 0 ? exact : found, used };
  }
  return { found: [], used: 0 };
}

/**
 * Reads a line such as `30m onsite replaced the toner`: a duration first, then perhaps a service, then the note.
 * Throws `invalid` when there is no duration, when it is not between a minute and a day, or when several services fit.
 */
export function parseQuickLog(line: string, services: readonly LoggableService[]): QuickLog {
  const text = line.trim();
  const match = durationPattern.exec(text);
  if (!match) throw invalid('Begin with the time worked, for example "30m onsite replaced the toner".');
  const minutes = readMinutes(match);
  if (minutes < 1 || minutes > mostMinutes) throw invalid('A time entry lasts between 1 minute and 24 hours.');
  const rest = text.slice(match[0].length).replace(/^[\s:,;-]+/, '');
  const words = rest.split(/\s+/).filter(Boolean);
  const { found, used } = matchService(words, services);
  if (found.length > 1) {
    const names = found.map((service) => service.name).join(', ');
    throw invalid(`"${words.slice(0, used).join(' ')}" could be ${names}. Write more of the name.`);
  }
  const note = words
    .slice(used)
    .join(' ')
    .replace(/^[:;,-]+\s*/, '');
  return { minutes, serviceId: found[0]?.id ?? null, note };
}
