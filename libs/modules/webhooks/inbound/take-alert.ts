import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { addCommentAction, createTicketAction, followMerges, statuses, tickets } from '@kelp/tickets';
import { refused } from '@kelp/std';
import type { InboundOutcome } from '../contract';
import type { inboundWebhooks } from '../tables';
import { mapPayload, parsePayload, type Alert } from './map-payload';

type Webhook = Row<typeof inboundWebhooks>;

/** What became of a request. */
export interface Taken {
  outcome: InboundOutcome;
  reason: string | null;
  alertKey: string | null;
  ticketId: string | null;
}

/**
 * Opens, updates or closes the one ticket of an alert, in the name of the webhook's owner. The alert's row is locked first: of requests that
 * come at the same time one opens the ticket and the others find it.
 * @throws refused `inbound.unreadable` for a payload that cannot become a ticket.
 */
export async function takeAlert(ctx: Ctx, webhook: Webhook, body: string): Promise<Taken> {
  const alert = await mapPayload(ctx, webhook.mapping, parsePayload(body));
  if (alert.problem) throw refused('inbound.unreadable', alert.problem);
  const { alertKey } = alert;
  const former = await lockAlert(ctx, webhook.id, alertKey);
  const open = former ? await openTicketOf(ctx, former) : null;
  if (alert.isRecovery) return open ? closeTicket(ctx, open, alert) : nothingOpen(alertKey);
  if (open) {
    await note(ctx, open.id, alert);
    return { outcome: 'updated', reason: null, alertKey, ticketId: open.id };
  }
  const { id: ticketId } = await ctx.run(createTicketAction, {
    title: alert.title,
    ...(webhook.boardId ? { boardId: webhook.boardId } : {}),
    ...(alert.client ? { clientId: alert.client.id } : {}),
    ...(alert.priority ? { priorityId: alert.priority.id } : {}),
    ...(alert.description ? { description: alert.description } : {}),
  });
  await ctx.db.rows(
    sql`update inbound_alerts set ticket_id = ${ticketId}, last_at = ${ctx.now()}
        where tenant_id = ${ctx.tenant} and webhook_id = ${webhook.id} and alert_key = ${alertKey}`,
  );
  return { outcome: 'opened', reason: null, alertKey, ticketId };
}

const nothingOpen = (alertKey: string): Taken => ({
  outcome: 'ignored',
  reason: 'It has recovered, and no ticket of it is open.',
  alertKey,
  ticketId: null,
});

/** The ticket that the alert had last. A twin that comes at the same time waits here until this one has committed. */
async function lockAlert(ctx: Ctx, webhookId: string, alertKey: string): Promise<string | null> {
  const row = await ctx.db.one<{ ticketId: string | null }>(
    sql`insert into inbound_alerts (tenant_id, webhook_id, alert_key, last_at) values (${ctx.tenant}, ${webhookId}, ${alertKey}, ${ctx.now()})
        on conflict (tenant_id, webhook_id, alert_key) do update set last_at = excluded.last_at returning ticket_id`,
  );
  return row.ticketId;
}

async function openTicketOf(ctx: Ctx, formerId: string): Promise<Row<typeof tickets> | null> {
  const ticket = await ctx.db.find(tickets, { id: await followMerges(ctx, formerId) });
  if (!ticket) return null;
  const status = await ctx.db.get(statuses, ticket.statusId);
  return status.isClosed ? null : ticket;
}

const textOf = ({ title, description, state }: Alert): string =>
  [state ? `${title} (${state})` : title, description].filter(Boolean).join('\n\n');

const note = (ctx: Ctx, ticketId: string, alert: Alert) =>
  ctx.run(addCommentAction, { ticketId, visibility: 'internal', text: textOf(alert), uploads: [] });

async function closeTicket(ctx: Ctx, ticket: Row<typeof tickets>, alert: Alert): Promise<Taken> {
  const [closed] = await ctx.db.list(
    statuses,
    { boardId: ticket.boardId, isClosed: true, removedAt: null },
    { orderBy: 'position', limit: 1 },
  );
  if (!closed) throw refused('inbound.no_closed_status', 'The board of its ticket has no closed status.');
  const comment = { ticketId: ticket.id, visibility: 'internal' as const, text: textOf(alert), uploads: [] };
  await ctx.run(addCommentAction, { ...comment, statusId: closed.id, isResolution: false });
  return { outcome: 'closed', reason: null, alertKey: alert.alertKey, ticketId: ticket.id };
}
