import { invalid } from './errors';

/** A stretch of UTC time (milliseconds, half-open) in which a zone keeps one offset (local minus UTC, milliseconds). */
export interface OffsetSpan {
  from: number;
  to: number;
  offset: number;
}

interface Zone {
  formatter: Intl.DateTimeFormat;
  years: Map<number, OffsetSpan[]>;
}

const zones = new Map<string, Zone>();
const hour = 3_600_000;

/** The zone's formatter, kept because making one costs a hundred times its use. Throws `invalid` for an unknown name. */
function zoneNamed(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  if (!isZone(name)) throw invalid(`"${name}" is not a time zone. Use a name such as Europe/Berlin.`);
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const made = { formatter, years: new Map<number, OffsetSpan[]>() };
  zones.set(name, made);
  return made;
}

/** Whether the runtime knows the name as an IANA zone or a link to one (`US/Eastern`); bare offsets are not names. */
export function isZone(name: string): boolean {
  if (zones.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Offset at a whole second, asked of Intl: what the clock on the wall shows, read as if it were UTC, minus the instant. */
function askOffset(zone: Zone, instant: number): number {
  // en-US writes month/day/year, hour:minute:second; `format` is three times as fast as `formatToParts`.
  const [month = 1, day = 1, year = 1970, hours = 0, minutes = 0, seconds = 0] = (
    zone.formatter.format(instant).match(/\d+/g) ?? []
  ).map(Number);
  const wall = new Date(0);
  wall.setUTCFullYear(year, month - 1, day);
  wall.setUTCHours(hours, minutes, seconds);
  return wall.getTime() - instant;
}

/** The first whole second after `from` at which the zone no longer has the offset; it has another one at `to`. */
function findChange(zone: Zone, from: number, to: number, offset: number): number {
  let before = from / 1000;
  let after = to / 1000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (askOffset(zone, middle * 1000) === offset) before = middle;
    else after = middle;
  }
  return after * 1000;
}

const startOfYear = (year: number): number => new Date(0).setUTCFullYear(year, 0, 1);

/** Offset spans of one UTC year. Probed daily: since 1970 the changes of any zone lie at least a week apart. */
function spansOfYear(zone: Zone, year: number): OffsetSpan[] {
  const known = zone.years.get(year);
  if (known) return known;
  const end = startOfYear(year + 1);
  const spans: OffsetSpan[] = [];
  let from = startOfYear(year);
  let offset = askOffset(zone, from);
  for (let probe = from; probe < end; probe += 24 * hour) {
    const next = Math.min(probe + 24 * hour, end);
    const nextOffset = askOffset(zone, next);
    if (nextOffset === offset) continue;
    const change = findChange(zone, probe, next, offset);
    spans.push({ from, to: change, offset });
    from = change;
    offset = nextOffset;
  }
  if (from < end) spans.push({ from, to: end, offset });
  zone.years.set(year, spans);
  return spans;
}

/** The spans that meet [from, to), cut to it, in order and without hole. Throws `invalid` for an unknown zone. */
export function offsetSpans(zoneName: string, from: number, to: number): OffsetSpan[] {
  const zone = zoneNamed(zoneName);
  const spans: OffsetSpan[] = [];
  const lastYear = new Date(to - 1).getUTCFullYear();
  for (let year = new Date(from).getUTCFullYear(); year <= lastYear; year += 1) {
    for (const span of spansOfYear(zone, year)) {
      const cut = { from: Math.max(span.from, from), to: Math.min(span.to, to), offset: span.offset };
      const last = spans.at(-1);
      if (cut.from >= cut.to) continue;
      if (last && last.offset === cut.offset) last.to = cut.to;
      else spans.push(cut);
    }
  }
  return spans;
}

/** Local minus UTC time in milliseconds at the instant: +7,200,000 in Berlin's summer. Throws `invalid` for an unknown zone. */
export function offsetAt(instant: Date, zoneName: string): number {
  const time = instant.getTime();
  const spans = spansOfYear(zoneNamed(zoneName), instant.getUTCFullYear());
  return spans.find((span) => time < span.to)?.offset ?? 0;
}
