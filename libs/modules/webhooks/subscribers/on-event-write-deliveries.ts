import { subscribeAll, type Event } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { toldOf } from '../event-catalogue';
import { wakeWebhooks, type Endpoint } from '../lock-webhook';
import { webhookEndpoints } from '../tables';

const hears = ({ events }: Endpoint, type: string): boolean =>
  toldOf(type) !== undefined && (events.length === 0 || events.includes(type));

/**
 * Every event becomes one delivery for each webhook that hears of it, in the transaction that marks the event as handled. For a paused webhook it
 * is held. Histories that are loaded are told to nobody.
 */
export const onEventWriteDeliveries = subscribeAll(
  'on-event-write-webhook-deliveries',
  async (ctx, events) => {
    const endpoints = await ctx.db.list(webhookEndpoints, {}, { lock: true, orderBy: 'id' });
    const rows = endpoints.flatMap((endpoint) =>
      events.filter(({ type }) => hears(endpoint, type)).map((event) => rowOf(ctx.newId(), endpoint, event)),
    );
    if (rows.length === 0) return;
    await ctx.db.rows(
      sql`insert into webhook_deliveries (tenant_id, id, endpoint_id, event_id, event_type, event_version, occurred_at, payload, state, next_at, created_at)
        select ${ctx.tenant}, r.id, r.endpoint_id, r.event_id, r.event_type, r.event_version, r.occurred_at, r.payload, r.state,
          case when r.state = 'waiting' then ${ctx.now()}::timestamptz end, ${ctx.now()}
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, endpoint_id uuid, event_id uuid, event_type text,
          event_version integer, occurred_at timestamptz, payload jsonb, state text)
        on conflict (tenant_id, endpoint_id, event_id) do nothing`,
    );
    const waiting = new Set(rows.filter(({ state }) => state === 'waiting').map((row) => row.endpoint_id));
    if (waiting.size > 0) await wakeWebhooks(ctx, [...waiting]);
  },
  { history: 'never' },
);

const rowOf = (id: string, endpoint: Endpoint, event: Event<unknown>) => ({
  id,
  endpoint_id: endpoint.id,
  event_id: event.id,
  event_type: event.type,
  event_version: event.version,
  occurred_at: event.occurredAt.toISOString(),
  payload: event.payload,
  state: endpoint.isActive ? 'waiting' : 'held',
});
