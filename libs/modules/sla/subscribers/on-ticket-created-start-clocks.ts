import { subscribeBatch, type Ctx, type Event, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { ticketCreated } from '@kelp/tickets';
import type { PolicyChoice } from '../domain/merge-targeting';
import { factOf, type NewFact } from '../facts';
import { policyLadder } from '../ladder';
import { learn } from '../learn';
import { slaPolicyRevisions } from '../tables';

type Created = Event<z.output<typeof ticketCreated.payload>>;

/**
 * The policy by the ladder, then the clocks; a ticket may be born paused or closed. One that came here closed from another system was promised
 * nothing by us, and one whose import was taken back meanwhile is gone: neither has clocks.
 */
export const onTicketCreatedStartClocks = subscribeBatch(
  ticketCreated,
  'on-ticket-created-start-clocks',
  async (ctx, all) => {
    const gone = await goneOf(ctx, all);
    const events = all.filter(({ payload }) => !gone.has(payload.ticketId));
    const choose = await policyLadder(
      ctx,
      events.map(({ payload }) => payload),
    );
    const facts: NewFact[] = [];
    for (const event of events) facts.push(...(await birthOf(ctx, event, choose(event.payload))));
    await learn(ctx, facts);
  },
  { concerns: ({ isClosed }, isMuted) => !(isMuted && isClosed) },
);

/** Only an import that is taken back removes tickets, so only histories are looked at. */
async function goneOf(ctx: Ctx, events: readonly Created[]): Promise<Set<string>> {
  const ids = events.filter(({ isMuted }) => isMuted).map(({ payload }) => payload.ticketId);
  if (ids.length === 0) return new Set();
  const found = await ctx.db.rows<{ id: string }>(
    sql`select id from unnest(${ids}::uuid[]) as asked (id)
        where not exists (select from tickets t where t.tenant_id = ${ctx.tenant} and t.id = asked.id)`,
  );
  return new Set(found.map(({ id }) => id));
}

async function birthOf(ctx: Ctx, event: Created, choice: PolicyChoice): Promise<NewFact[]> {
  const { ticketId, priorityId, isPaused, isClosed } = event.payload;
  const imported = event.isMuted && (await countsFromImport(ctx, choice)) ? await openImport(ctx, ticketId) : null;
  const at = imported ? { occurredAt: imported.at } : {};
  return [
    { ...factOf(event, 'created', { ...choice, priorityId }), ...at },
    ...((imported ?? { isPaused }).isPaused ? [{ ...factOf(event, 'paused', { reason: 'status' }), ...at }] : []),
    ...(isClosed ? [factOf(event, 'closed')] : []),
  ];
}

async function countsFromImport(ctx: Ctx, { policyId, revision }: PolicyChoice): Promise<boolean> {
  if (policyId === null || revision === null) return false;
  const promised = await ctx.db.find(slaPolicyRevisions, { policyId, revision });
  return promised?.settings.imported === 'from_import';
}

/** When an open ticket of a history came here, and whether it waits; null for one that is closed by now: it counts as it was. */
const openImport = async (ctx: Ctx, ticketId: string): Promise<{ at: Date; isPaused: boolean } | null> =>
  (await ctx.db.maybe(
    sql`select kelp_now() as at, s.pauses_sla as is_paused from tickets t
        join statuses s on s.tenant_id = t.tenant_id and s.id = t.status_id
        where t.tenant_id = ${ctx.tenant} and t.id = ${ticketId} and not t.is_closed`,
  )) ?? null;
