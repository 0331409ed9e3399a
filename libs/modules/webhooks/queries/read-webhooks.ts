import { abilitiesOf, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import type { Webhook } from '../contract';

type Flat = Omit<Webhook, 'owner' | 'health' | 'abilities'> & { ownerId: string; ownerName: string };

function healthOf({ isActive, failures, lastOkAt }: Flat): Webhook['health'] {
  if (!isActive) return 'paused';
  if (failures > 0) return 'failing';
  return lastOkAt ? 'ok' : 'unused';
}

/** Webhooks as lists and pages show them, by name. */
export async function readWebhooks(ctx: ReadCtx, where: Sql): Promise<Webhook[]> {
  const now = await ctx.time();
  const rows = await ctx.db.rows<Flat>(
    sql`select e.id, e.name, e.url, e.events, e.is_active, e.paused_because, e.failures, e.failing_since, e.last_ok_at, e.last_failed_at,
          e.last_error, e.created_at, e.version, u.id as owner_id, u.name as owner_name,
          case when e.former_until > ${now} then e.former_until end as former_until,
          coalesce(d.waiting, 0) as waiting, coalesce(d.held, 0) as held
        from webhook_endpoints e join users u on u.tenant_id = e.tenant_id and u.id = e.owner_id
        left join lateral (
          select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'held')::int as held
          from webhook_deliveries d where d.tenant_id = e.tenant_id and d.endpoint_id = e.id and d.state in ('waiting', 'held')) d on true
        where e.tenant_id = ${ctx.tenant} and ${where} order by lower(e.name), e.id limit 200`,
  );
  const abilities = abilitiesOf(ctx, ['webhook.update', 'webhook.delete']).map((name) => name.replace('webhook.', ''));
  return rows.map((row) => {
    const { ownerId, ownerName, ...card } = row;
    return { ...card, owner: { id: ownerId, name: ownerName }, health: healthOf(row), abilities };
  });
}
