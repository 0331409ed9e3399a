import { groupBy } from '@kelp/std';
import type { Ctx, Event, ReadCtx } from '@kelp/kernel';
import { list, sql } from '@kelp/platform/db';
import { mergeTargeting, type FullTargeting, type StoredFact } from './domain/merge-targeting';
import type { SlaFact } from './domain/sla-fact';
import type { Firing } from './domain/thresholds';
import { slaFacts, slaFirings } from './tables';

/** A fact to be written, with what caused it. */
export interface NewFact {
  ticketId: string;
  kind: SlaFact['kind'];
  occurredAt: Date;
  data?: Record<string, unknown>;
  /** The event or the job that brought it; the same cause gives a fact of a kind once. */
  causeEventId: string;
}

/** A fact that an event reports, at the event's own time. */
export const factOf = (
  event: Event<{ ticketId: string }>,
  kind: SlaFact['kind'],
  data: Record<string, unknown> = {},
): NewFact => ({ ticketId: event.payload.ticketId, kind, occurredAt: event.occurredAt, data, causeEventId: event.id });

/** Writes those facts that are not known yet. Returns the tickets that got one. */
export async function appendFacts(ctx: Ctx, facts: readonly NewFact[]): Promise<string[]> {
  if (facts.length === 0) return [];
  const tuples = facts.map(
    ({ ticketId, kind, occurredAt, data = {}, causeEventId }) =>
      sql`(${ctx.tenant}, ${ctx.newId()}, ${ticketId}, ${occurredAt}, ${kind}, ${String(data['reason'] ?? '')}, ${JSON.stringify(data)},
        ${causeEventId}, ${ctx.caller.isMuted ?? false})`,
  );
  const written = await ctx.db.rows<{ ticketId: string }>(
    sql`insert into sla_facts (tenant_id, id, ticket_id, occurred_at, kind, reason, data, cause_event_id, is_muted)
        values ${list(tuples)} on conflict (tenant_id, ticket_id, cause_event_id, kind, reason) do nothing returning ticket_id`,
  );
  return [...new Set(written.map(({ ticketId }) => ticketId))];
}

/** All that is known of a ticket's clocks. */
export interface History {
  ticketId: string;
  facts: SlaFact[];
  /** What holds now; null while the creation is unknown. */
  targeting: FullTargeting | null;
  firings: Firing[];
  /** Thresholds before it were past when Kelp came to know of them; null unless the ticket was imported. */
  silentBefore: Date | null;
}

/** The histories of these tickets, in their order; empty ones for tickets without a fact. */
export async function loadHistories(ctx: ReadCtx, ticketIds: readonly string[]): Promise<History[]> {
  const [facts, firings] = await Promise.all([
    ctx.db.list(slaFacts, { ticketId: [...ticketIds] }),
    ctx.db.list(slaFirings, { ticketId: [...ticketIds] }),
  ]);
  const factsOf = groupBy(facts, (row) => row.ticketId);
  const firingsOf = groupBy(firings, (row) => row.ticketId);
  return ticketIds.map((ticketId) => {
    const rows = factsOf.get(ticketId) ?? [];
    const stored = rows.map(
      // The cause orders facts of one instant: it is the same whatever the order in which they arrived.
      ({ causeEventId, kind, reason, occurredAt, data }): StoredFact => ({
        id: `${causeEventId}:${kind}:${reason}`,
        kind,
        occurredAt,
        data,
      }),
    );
    const muted = rows.filter((row) => row.isMuted).map((row) => row.recordedAt.getTime());
    return {
      ticketId,
      ...mergeTargeting(stored),
      firings: firingsOf.get(ticketId) ?? [],
      silentBefore: muted.length > 0 ? new Date(Math.max(...muted)) : null,
    };
  });
}
