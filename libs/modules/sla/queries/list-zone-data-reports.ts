import { defineQuery } from '@kelp/kernel';
import { listZoneDataReports } from '../contract';
import { presentTzdb } from '../jobs/check-zone-data';
import { zoneDataReports } from '../tables';

/** What changed when the runtime came with other zone data; the last fifty times. */
export const listZoneDataReportsQuery = defineQuery(listZoneDataReports, {
  permission: 'business_hours.read',
  run: async (ctx) => {
    const rows = await ctx.db.list(zoneDataReports, {}, { orderBy: 'createdAt', direction: 'desc', limit: 50 });
    return {
      present: presentTzdb(),
      rows: rows.map(({ id, createdAt, fromTzdb, toTzdb, clockCount, movedCount, moved }) => ({
        id,
        createdAt,
        fromTzdb,
        toTzdb,
        clockCount,
        movedCount,
        moved: [...moved],
      })),
    };
  },
});
