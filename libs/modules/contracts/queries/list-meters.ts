import { abilitiesOf, defineQuery, readCursor, writeCursor } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { listMeters, type MeterCard } from '../contract';

type Flat = Omit<MeterCard, 'service'> & {
  serviceId: string;
  serviceName: string;
  events: number;
  lastOn: string | null;
};

/** Meters by name, with how many events they have and the day of the latest. */
export const listMetersQuery = defineQuery(listMeters, {
  permission: 'meter.read',
  run: async (ctx, { includeInactive, after, limit }) => {
    const cursor = readCursor(after, ['string', 'string']);
    const rows = await ctx.db.rows<Flat & { sortName: string }>(
      sql`select m.id, m.name, m.unit, m.aggregate, m.is_active, m.version, m.service_id, s.name as service_name, lower(m.name) as sort_name,
            coalesce(e.events, 0)::int as events, e.last_on
          from meters m join services s on s.tenant_id = m.tenant_id and s.id = m.service_id
          left join lateral (select count(*) as events, max(e.work_date) as last_on from meter_events e
            where e.tenant_id = m.tenant_id and e.meter_id = m.id) e on true
          where m.tenant_id = ${ctx.tenant} ${includeInactive ? sql`` : sql`and m.is_active`}
            ${cursor ? sql`and (lower(m.name), m.id) > (${cursor[0]}, ${cursor[1]}::uuid)` : sql``}
          order by sort_name, m.id limit ${limit + 1}`,
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: shown.map(({ serviceId, serviceName, ...row }) => ({
        ...row,
        service: { id: serviceId, name: serviceName },
      })),
      next: rows.length > limit && last ? writeCursor([last.sortName, last.id]) : null,
      upTo: await ctx.upTo(),
      abilities: abilitiesOf(ctx, ['meter.update', 'meter.record']),
    };
  },
});
