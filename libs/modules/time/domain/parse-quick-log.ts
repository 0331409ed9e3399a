import { invalid, isLocalDate } from '@kelp/std';
import type { QuickDay } from './quick-day';

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
  /** The day of the work, where the line names one; else it ends now. */
  day: QuickDay | null;
  /** Null where the line does not say. */
  isBillable: boolean | null;
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

const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const billableWords: Record<string, boolean> = {
  billable: true,
  'non-billable': false,
  nonbillable: false,
  unbillable: false,
  'not billable': false,
  'no charge': false,
};

const bare = (word: string): string => word.toLowerCase().replace(/[.,;:]+$/, '');

function dayOf(word: string): QuickDay | null {
  if (word === 'today') return { kind: 'days_ago', days: 0 };
  if (word === 'yesterday') return { kind: 'days_ago', days: 1 };
  const weekday = weekdayNames.findIndex((name) => name === word);
  if (weekday >= 0) return { kind: 'weekday', weekday };
  return isLocalDate(word) ? { kind: 'date', date: word } : null;
}

type Said = Partial<Pick<QuickLog, 'day' | 'isBillable'>>;

/** What one or two words say about day or billing; null when they belong to the note. */
function said(words: readonly string[]): Said | null {
  const text = words.map(bare).join(' ');
  if (Object.hasOwn(billableWords, text)) return { isBillable: billableWords[text] ?? null };
  const day = dayOf(text.replace(/^on /, ''));
  return day ? { day } : null;
}

/** Takes such words from the beginning or the end, as long as there are any, into `found`. */
function takeSaid(words: readonly string[], from: 'beginning' | 'end', found: Said): string[] {
  for (const length of [2, 1]) {
    if (words.length < length) continue;
    const some = from === 'beginning' ? words.slice(0, length) : words.slice(-length);
    const one = said(some);
    if (!one) continue;
    Object.assign(found, one);
    return takeSaid(from === 'beginning' ? words.slice(length) : words.slice(0, -length), from, found);
  }
  return [...words];
}

/**
 * Reads a line such as `30m onsite yesterday replaced the toner, not billable`: a duration first, then perhaps a service, a day, whether it is
 * billable, and the note. Throws `invalid` when there is no duration, when it is not between a minute and a day, or when several services fit.
 */
export function parseQuickLog(line: string, services: readonly LoggableService[]): QuickLog {
  const text = line.trim();
  const match = durationPattern.exec(text);
  if (!match) throw invalid('Begin with the time worked, for example "30m onsite replaced the toner".');
  const minutes = readMinutes(match);
  if (minutes < 1 || minutes > mostMinutes) throw invalid('A time entry lasts between 1 minute and 24 hours.');
  const rest = text.slice(match[0].length).replace(/^[\s:,;-]+/, '');
  const found: Said = {};
  const words = takeSaid(rest.split(/\s+/).filter(Boolean), 'beginning', found);
  const service = matchService(words, services);
  if (service.found.length > 1) {
    const names = service.found.map(({ name }) => name).join(', ');
    throw invalid(`"${words.slice(0, service.used).join(' ')}" could be ${names}. Write more of the name.`);
  }
  const noted = takeSaid(takeSaid(words.slice(service.used), 'beginning', found), 'end', found);
  const note = noted
    .join(' ')
    .replace(/^[:;,-]+\s*/, '')
    .replace(/[,;]$/, '');
  const { day = null, isBillable = null } = found;
  return { minutes, serviceId: service.found[0]?.id ?? null, note, day, isBillable };
}
