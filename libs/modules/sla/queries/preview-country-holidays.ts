import { defineQuery } from '@kelp/kernel';
import { previewCountryHolidays } from '../contract';
import { countryHolidays } from '../holidays/country-holidays';

/** The public holidays of a place for review; nothing is stored. */
export const previewCountryHolidaysQuery = defineQuery(previewCountryHolidays, {
  permission: 'business_hours.read',
  run: async (_ctx, { country, region, fromYear, years }) => ({
    days: await countryHolidays(country, region, fromYear, years),
  }),
});
