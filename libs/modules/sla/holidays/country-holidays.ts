import { invalid } from '@kelp/std';
import type { HolidayDay } from '../contract';

/** The library is large and needed by few: it is loaded when somebody asks, and never in a browser. */
const load = async () => (await import('date-holidays')).default;

const dayMs = 86_400_000;

export interface HolidayCountry {
  code: string;
  name: string;
  regions: { code: string; name: string }[];
}

let countries: HolidayCountry[] | null = null;

/** Every country whose public holidays are known, by English name, with its states or regions. */
export async function holidayCountries(): Promise<HolidayCountry[]> {
  if (countries) return countries;
  const Holidays = await load();
  const library = new Holidays();
  const named = (codes: Record<string, string> | undefined) =>
    Object.entries(codes ?? {})
      .map(([code, name]) => ({ code, name }))
      .sort((a, b) => a.name.localeCompare(b.name));
  countries = named(library.getCountries('en')).map(({ code, name }) => ({
    code,
    name,
    regions: named(library.getStates(code, 'en')),
  }));
  return countries;
}

/**
 * The public holidays of a country or one of its regions for these years, ascending, each date once; a holiday of several days
 * gives each of them. Throws invalid for a place that is not known.
 */
export async function countryHolidays(
  country: string,
  region: string | null,
  fromYear: number,
  years: number,
): Promise<HolidayDay[]> {
  const known = (await holidayCountries()).find(({ code }) => code === country);
  if (!known) throw invalid('There are no public holidays for this country.', { country: 'Choose a country.' });
  if (region !== null && !known.regions.some(({ code }) => code === region)) {
    throw invalid(`${known.name} has no such region.`, { region: 'Choose a region of this country.' });
  }
  const Holidays = await load();
  const library = region === null ? new Holidays(country) : new Holidays(country, region);
  const found = new Map<string, string>();
  for (let year = fromYear; year < fromYear + years; year += 1) {
    for (const { date, start, end, name, type } of library.getHolidays(year, 'en')) {
      if (type !== 'public') continue;
      const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
      const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
      for (let at = 0; at < count; at += 1) {
        const falls = new Date(first + at * dayMs).toISOString().slice(0, 10);
        if (!found.has(falls)) found.set(falls, name.slice(0, 200));
      }
    }
  }
  return [...found].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}
