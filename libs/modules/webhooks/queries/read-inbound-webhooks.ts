import { abilitiesOf, defineQuery, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getInboundWebhook, listInboundWebhooks, type InboundWebhook } from '../contract';

type Flat = Omit<InboundWebhook, 'owner' | 'board' | 'abilities'> & {
  ownerId: string;
  ownerName: string;
  boardId: string | null;
  boardName: string | null;
};

async function readInbound(ctx: ReadCtx, where: Sql): Promise<InboundWebhook[]> {
  const now = await ctx.time();
  const dayAgo = new Date(now.getTime() - 24 * 3_600_000);
  const rows = await ctx.db.rows<Flat>(
    sql`select w.id, w.name, w.is_active, w.mapping, w.signature_header, w.is_capturing, w.sample, w.last_at, w.version, u.id as owner_id,
          u.name as owner_name, b.id as board_id, b.name as board_name, case when w.former_until > ${now} then w.former_until end as former_until,
          (select count(*)::int from inbound_requests r where r.tenant_id = w.tenant_id and r.webhook_id = w.id and r.outcome = 'refused'
            and r.received_at > ${dayAgo}) as refused
        from inbound_webhooks w join users u on u.tenant_id = w.tenant_id and u.id = w.owner_id
        left join boards b on b.tenant_id = w.tenant_id and b.id = w.board_id
        where w.tenant_id = ${ctx.tenant} and ${where} order by lower(w.name), w.id limit 200`,
  );
  const noun = 'inbound_webhook.';
  const abilities = abilitiesOf(ctx, [`${noun}update`, `${noun}delete`]).map((name) => name.replace(noun, ''));
  return rows.map(({ ownerId, ownerName, boardId, boardName, ...card }) => ({
    ...card,
    owner: { id: ownerId, name: ownerName },
    board: boardId && boardName ? { id: boardId, name: boardName } : null,
    abilities,
  }));
}

/** Every address for alerts of the workspace. */
export const listInboundWebhooksQuery = defineQuery(listInboundWebhooks, {
  permission: 'inbound_webhook.read',
  run: async (ctx) => ({ rows: await readInbound(ctx, sql`true`) }),
});

/** One address for alerts with its mapping and sample. */
export const getInboundWebhookQuery = defineQuery(getInboundWebhook, {
  permission: 'inbound_webhook.read',
  run: async (ctx, { id }) => {
    const [found] = await readInbound(ctx, sql`w.id = ${id}`);
    if (!found) throw notFound('inbound webhook');
    return found;
  },
});
