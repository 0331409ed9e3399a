import { abilitiesOf, defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listMeterEvents, type MeterEventRow } from '../contract';
import { usageIsBilled } from '../slots';
import { meters } from '../tables/usage';

type Flat = Omit<MeterEventRow, 'client' | 'isBilled'> & { clientId: string; clientName: string };

/** The events of a meter, the latest day first, with whether an invoice counts them. */
export const listMeterEventsQuery = defineQuery(listMeterEvents, {
  permission: 'meter.read',
  run: async (ctx, { meterId, clientId, after, limit }) => {
    await ctx.db.get(meters, meterId);
    const cursor = readCursor(after, ['string', 'string']);
    const rows = await ctx.db.rows<Flat>(
      sql`select e.id, e.event_id, e.client_id, c.name as client_name, e.work_date, e.quantity, e.subject, e.source, e.recorded_by, e.recorded_at
          from meter_events e join clients c on c.tenant_id = e.tenant_id and c.id = e.client_id
          where e.tenant_id = ${ctx.tenant} and e.meter_id = ${meterId} ${clientId ? sql`and e.client_id = ${clientId}` : sql``}
            ${cursor ? sql`and (e.work_date, e.id) < (${cursor[0]}::date, ${cursor[1]}::uuid)` : sql``}
          order by e.work_date desc, e.id desc limit ${limit + 1}`,
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const billed = new Set(await ctx.askSlot(usageIsBilled, { eventIds: shown.map(({ id }) => id) }));
    return {
      rows: shown.map(({ clientId: id, clientName: name, ...row }) => ({
        ...row,
        client: { id, name },
        isBilled: billed.has(row.id),
      })),
      next: rows.length > limit && last ? writeCursor([last.workDate, last.id]) : null,
      upTo: await ctx.upTo(),
      abilities: abilitiesOf(ctx, ['meter.record']),
    };
  },
});
