import { defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { notFound } from '@kelp/std';
import { getInboundRequest, listInboundRequests, type InboundRequest } from '../contract';
import { inboundWebhooks } from '../tables';

type Flat = Omit<InboundRequest, 'ticket'> & { body: string; ticketId: string | null; number: string | null };

async function readRequests(ctx: ReadCtx, where: Sql, limit: number): Promise<(InboundRequest & { body: string })[]> {
  const rows = await ctx.db.rows<Flat>(
    sql`select r.id, r.received_at, r.outcome, r.reason, r.alert_key, r.body, r.ticket_id, t.number_text as number
        from inbound_requests r left join tickets t on t.tenant_id = r.tenant_id and t.id = r.ticket_id
        where r.tenant_id = ${ctx.tenant} and ${where} order by r.id desc limit ${limit}`,
  );
  return rows.map(({ ticketId, number, ...row }) => ({
    ...row,
    ticket: ticketId && number !== null ? { id: ticketId, number } : null,
  }));
}

/** What came to an address for alerts, newest first. */
export const listInboundRequestsQuery = defineQuery(listInboundRequests, {
  permission: 'inbound_webhook.read',
  run: async (ctx, { inboundWebhookId, outcome, after, limit }) => {
    const [cursor] = readCursor(after, ['string']) ?? [];
    await ctx.db.get(inboundWebhooks, inboundWebhookId);
    const found = await readRequests(
      ctx,
      sql`r.webhook_id = ${inboundWebhookId} and (${outcome ?? null}::text is null or r.outcome = ${outcome ?? null})
          and (${cursor ?? null}::uuid is null or r.id < ${cursor ?? null}::uuid)`,
      limit + 1,
    );
    const rows = found.slice(0, limit).map(({ body: _long, ...row }) => row);
    const last = rows.at(-1);
    return { rows, next: found.length > limit && last ? writeCursor([last.id]) : null, upTo: await ctx.upTo() };
  },
});

/** One request with the body as it came. */
export const getInboundRequestQuery = defineQuery(getInboundRequest, {
  permission: 'inbound_webhook.read',
  run: async (ctx, { id }) => {
    const [found] = await readRequests(ctx, sql`r.id = ${id}`, 1);
    if (!found) throw notFound('request');
    return found;
  },
});
