import { clients } from '@kelp/clients';
import { defineAction } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { billUsageAtCatalogue } from '../contract';
import { meters } from '../tables/usage';
import { notTaken } from '../usage-not-taken';

/** Bills usage up to a day that no contract line takes at the price of the meter's service; it cannot come back to a line. */
export const billUsageAtCatalogueAction = defineAction(billUsageAtCatalogue, {
  permission: 'meter.update',
  run: async (ctx, { meterId, clientId, until }) => {
    await ctx.db.get(meters, meterId);
    await ctx.db.lock(clients, clientId);
    const rows = await ctx.db.rows(
      sql`update meter_events e set at_catalogue = true
          where e.tenant_id = ${ctx.tenant} and e.meter_id = ${meterId} and e.client_id = ${clientId} and e.work_date < ${until}::date
            and ${notTaken()} returning 1`,
    );
    ctx.touch('meter');
    return { events: rows.length };
  },
});
