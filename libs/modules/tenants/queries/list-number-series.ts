import { defineQuery } from '@kelp/kernel';
import { listNumberSeries } from '../contract';
import { readNumberSeries } from '../read-number-series';

/** How tickets, invoices and credit notes are numbered. */
export const listNumberSeriesQuery = defineQuery(listNumberSeries, {
  permission: 'numbering.read',
  run: async (ctx) => {
    const series = await readNumberSeries(ctx, { lock: false });
    return { rows: series.map(({ formerPrefixes: _former, ...row }) => row) };
  },
});
