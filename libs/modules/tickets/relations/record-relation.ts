import type { Ctx } from '@kelp/kernel';
import { ticketRelationEvents, type RelationEventKind } from '../tables';

interface NewRelationEvent {
  ticketId: string;
  otherTicketId: string;
  kind: RelationEventKind;
  detail?: string;
}

/** Notes for the history of each end what happened between two tickets, with who did it and when. */
export async function recordRelation(ctx: Ctx, events: readonly NewRelationEvent[]): Promise<void> {
  const act = { at: ctx.now(), actorName: ctx.actor.name, door: ctx.caller.door };
  await ctx.db.insertMany(
    ticketRelationEvents,
    events.map(({ detail, ...event }) => ({ id: ctx.newId(), ...act, ...event, detail: detail ?? null })),
  );
}
