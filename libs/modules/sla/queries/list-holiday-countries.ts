import { defineQuery } from '@kelp/kernel';
import { listHolidayCountries } from '../contract';
import { holidayCountries } from '../holidays/country-holidays';

/** Countries whose public holidays are known, with their regions. */
export const listHolidayCountriesQuery = defineQuery(listHolidayCountries, {
  permission: 'business_hours.read',
  run: async () => ({ rows: await holidayCountries() }),
});
