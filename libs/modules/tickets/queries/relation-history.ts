import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { RelationEventKind } from '../tables';

interface FlatEvent {
  id: string;
  at: Date;
  kind: RelationEventKind;
  actorName: string;
  door: string;
  detail: string | null;
  number: string;
}

export interface RelationEntry {
  id: string;
  at: Date;
  actorName: string;
  door: string;
  action: string;
  changes: { field: string; before: string | null; after: string | null }[];
}

/** What happened between this ticket and others as entries of its history, and when it followed the master of its bundle (instant → number). */
export async function relationHistory(
  ctx: ReadCtx,
  ticketId: string,
): Promise<{ entries: RelationEntry[]; followed: Map<number, string> }> {
  const events = await ctx.db.rows<FlatEvent>(
    sql`select e.id, e.at, e.kind, e.actor_name, e.door, e.detail, t.number_text as number from ticket_relation_events e
          join tickets t on t.tenant_id = e.tenant_id and t.id = e.other_ticket_id
          where e.tenant_id = ${ctx.tenant} and e.ticket_id = ${ticketId} order by e.id desc limit 200`,
  );
  const followed = new Map(
    events.filter(({ kind }) => kind === 'followed').map(({ at, number }) => [at.getTime(), number]),
  );
  const entries = events
    .filter(({ kind }) => kind !== 'followed')
    .map(({ id, at, kind, actorName, door, detail, number }) => ({
      id,
      at,
      actorName,
      door,
      action: `relation.${kind}`,
      changes: [{ field: detail ? `link.${detail}` : 'ticket', before: null, after: number }],
    }));
  return { entries, followed };
}
