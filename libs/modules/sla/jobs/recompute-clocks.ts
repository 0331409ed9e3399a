import { defineJob, z, type Ctx, type JobUnit } from '@kelp/kernel';
import { sql, type Sql } from '@kelp/platform/db';
import { appendFacts, loadHistories, type NewFact } from '../facts';
import { policyLadder, type Rung } from '../ladder';
import { refoldTickets } from '../refold';

const chunk = 100;

/** Whose open tickets are touched by a change of the rules. */
const scope = z.union([
  z.object({ calendarId: z.uuid() }),
  z.object({ policyId: z.uuid() }),
  z.object({ clientId: z.uuid() }),
  z.object({ boardId: z.uuid() }),
  z.object({ everything: z.literal(true) }),
]);
type Scope = z.output<typeof scope>;

/**
 * After a change of calendar, policy or assignment: open tickets get the policy that the ladder gives now, and their clocks are
 * made anew. Goes in chunks, each its own transaction; doing a chunk twice changes nothing. Closed tickets keep what they had.
 */
export const recomputeClocks = defineJob({
  name: 'sla.recompute_clocks',
  queue: 'sla',
  /** `changeId` names the change: the same one is worked through once. */
  input: z.object({ scope, changeId: z.uuid() }),
  key: ({ changeId }) => changeId,
  process: async (unit: JobUnit, input) => {
    for (let after: string | null = ''; after !== null;) {
      const from: string = after;
      after = await unit.transaction((ctx) => recomputeChunk(ctx, input.scope, input.changeId, from));
    }
  },
});

interface OpenTicket extends Rung {
  id: string;
}

/** Returns the last ticket of the chunk, null when there was none left. */
async function recomputeChunk(ctx: Ctx, within: Scope, changeId: string, after: string): Promise<string | null> {
  const start = after === '' ? sql`true` : sql`t.id > ${after}`;
  const open = await ctx.db.rows<OpenTicket>(
    sql`select t.id, t.client_id, t.board_id from tickets t
        where t.tenant_id = ${ctx.tenant} and not t.is_closed and ${start} and ${condition(within)} order by t.id limit ${chunk}`,
  );
  const last = open.at(-1);
  if (!last) return null;
  const changed = await appendFacts(ctx, await changedTargets(ctx, open, changeId));
  await refoldTickets(ctx, 'calendarId' in within ? open.map(({ id }) => id) : changed);
  return last.id;
}

function condition(within: Scope): Sql {
  if ('clientId' in within) return sql`t.client_id = ${within.clientId}`;
  if ('boardId' in within) return sql`t.board_id = ${within.boardId}`;
  if ('everything' in within) return sql`true`;
  if ('calendarId' in within) return isMeasuredBy(sql`c.calendar_id = ${within.calendarId}`);
  const { policyId } = within;
  const assigned = sql`a.tenant_id = t.tenant_id and a.policy_id = ${policyId}`;
  // A ticket may have the policy without a clock, when its priority has no target yet.
  return sql`(${isMeasuredBy(sql`c.policy_id = ${policyId}`)}
    or exists (select 1 from sla_assignments a where ${assigned} and (a.client_id = t.client_id or a.board_id = t.board_id))
    or exists (select 1 from sla_policies p where p.tenant_id = t.tenant_id and p.id = ${policyId} and p.is_default))`;
}

const isMeasuredBy = (match: Sql): Sql =>
  sql`exists (select 1 from sla_clocks c
    where c.tenant_id = t.tenant_id and c.ticket_id = t.id and c.state in ('running', 'paused') and ${match})`;

async function changedTargets(ctx: Ctx, open: readonly OpenTicket[], changeId: string): Promise<NewFact[]> {
  const choose = await policyLadder(ctx, open);
  const histories = await loadHistories(
    ctx,
    open.map(({ id }) => id),
  );
  const rungs = new Map(open.map((ticket) => [ticket.id, ticket]));
  return histories.flatMap(({ ticketId, targeting }): NewFact[] => {
    const rung = rungs.get(ticketId);
    if (!rung || !targeting) return [];
    const choice = choose(rung);
    const isSame =
      choice.policyId === targeting.policyId &&
      choice.revision === targeting.revision &&
      choice.level === targeting.level;
    return isSame
      ? []
      : [{ ticketId, kind: 'retargeted', occurredAt: ctx.now(), data: { ...choice }, causeEventId: changeId }];
  });
}
