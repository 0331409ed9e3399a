import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { loadAccounts } from './clocks-of';
import { clockNames } from './domain/sla-policy';
import { recordCrossings } from './record-crossings';
import { lockTickets, refoldTickets, thresholdDueKind } from './refold';
import { clockSubscribers } from './subscribers';

const waitMs = 5_000;

/**
 * Records and tells what the clocks of these tickets have crossed by `ctx.now()`, then makes the clocks anew. A ticket with
 * events that nobody has handled yet waits a few seconds: a reply made in time must not be called late because of a backlog.
 */
export async function fireCrossings(ctx: Ctx, ticketIds: readonly string[]): Promise<void> {
  const unheard = await ticketsWithNews(ctx, ticketIds);
  const ready = ticketIds.filter((id) => !unheard.has(id));
  if (ready.length > 0) await lockTickets(ctx, ready);
  await recordCrossings(ctx, await loadAccounts(ctx, ready));
  await refoldTickets(ctx, ready);
  const later = new Date(ctx.now().getTime() + waitMs);
  await ctx.setDueAll(
    thresholdDueKind,
    [...unheard].flatMap((ticketId) =>
      clockNames.map((name) => ({ key: `${ticketId}:${name}`, dueAt: later, payload: { ticketId } })),
    ),
  );
}

/** Those with an event on its way to this room. One that failed already is not waited for. */
async function ticketsWithNews(ctx: Ctx, ticketIds: readonly string[]): Promise<Set<string>> {
  const types = [...new Set(clockSubscribers.map(({ type }) => type))];
  const handlers = clockSubscribers.map(({ name }) => name);
  const rows = await ctx.db.rows<{ id: string }>(
    sql`select aggregate_id as id from outbox where tenant_id = ${ctx.tenant} and published_at is null
          and aggregate_id = any(${ticketIds}::uuid[]) and type = any(${types}::text[])
        union
        select o.aggregate_id from deliveries d join outbox o on o.tenant_id = d.tenant_id and o.id = d.event_id
        where d.tenant_id = ${ctx.tenant} and d.state = 'pending' and d.attempts = 0 and d.handler = any(${handlers}::text[])
          and o.aggregate_id = any(${ticketIds}::uuid[])`,
  );
  return new Set(rows.map(({ id }) => id));
}
