import {
  clientMerge,
  interactionTime,
  partyUndo,
  type MergePart,
  type TakenBack,
  type UndoQuestion,
} from '@kelp/clients';
import { fillServerSlot, type Ctx, type ReadCtx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { attribute } from './attribute';
import { timeEntryUpdated } from './events';
import { lockedEntriesOfClient } from './slots';
import { timeEntries } from './tables';
import { timers } from './tables/timers';
import { aboutEntry } from './write-entry';

const permission = 'time_entry.read';
const words = { table: timeEntries.name, permission };

/** Time goes along with a merged client, except what an invoice of it holds; and it says what was logged for interactions. */
export const partyFillings = [
  fillServerSlot(clientMerge, async (ctx, { from, into }): Promise<MergePart[]> => {
    const { moving, staying } = await sortEntries(ctx, from);
    const one = 'time entry';
    const other = 'time entries';
    return [
      {
        ...words,
        one,
        other,
        fate: 'moves',
        isLast: true,
        count: moving.length,
        move: (writing) => moveTime(writing, from, into),
      },
      { ...words, one: 'billed time entry', other: 'billed time entries', fate: 'stays', count: staying },
      await runningTimers(ctx, from, into),
    ];
  }),
  fillServerSlot(partyUndo, async (_ctx, question) =>
    question.party === 'client'
      ? [{ follow: (ctx, { back, partly }) => timeAfterUndo(ctx, question, back, partly) }]
      : [],
  ),
  fillServerSlot(interactionTime, (ctx, { ids }) =>
    ctx.can(permission)
      ? ctx.db.rows<{ interactionId: string; minutes: number }>(
          sql`select interaction_id, minutes from time_entries e
              where e.tenant_id = ${ctx.tenant} and e.interaction_id = any(${ids}::uuid[]) and ${ctx.visible(permission, 'e')}`,
        )
      : Promise.resolve([]),
  ),
];

async function runningTimers(ctx: ReadCtx, from: string, into: string): Promise<MergePart> {
  const count = (await ctx.db.list(timers, { clientId: from })).length;
  return {
    ...{ table: timers.name, permission, one: 'running timer', other: 'running timers', fate: 'moves', count },
    move: async (writing) => {
      await writing.db.updateAll(timers, { clientId: from }, { clientId: into });
      writing.touch('timer');
    },
  };
}

async function sortEntries(ctx: ReadCtx, clientId: string) {
  const all = await ctx.db.list(timeEntries, { clientId }, { orderBy: 'id' });
  const locked = new Set(await ctx.askSlot(lockedEntriesOfClient, { clientId }));
  const moving = all.filter(({ id }) => !locked.has(id));
  return { moving, staying: all.length - moving.length };
}

/** Which line pays is asked anew: the contracts of the client have moved before or after, and the one that stays may have its own. */
async function moveTime(ctx: Ctx, from: string, clientId: string): Promise<void> {
  for (const entry of (await sortEntries(ctx, from)).moving) {
    const line = await attribute(ctx, { ...entry, clientId }, entry.contractLineId, true);
    const after = await ctx.db.update(timeEntries, entry.id, { clientId, ...line });
    ctx.emit(timeEntryUpdated, entry.id, { ...aboutEntry(after), fields: ['clientId'] });
  }
}

/**
 * Time that was logged since goes with its ticket, and which line pays is asked anew where it was asked between merge and undo: contracts
 * have gone back. What an invoice holds stays where it was billed.
 */
async function timeAfterUndo(
  ctx: Ctx,
  { from, into, mergedAt }: UndoQuestion,
  back: TakenBack['back'],
  partly: TakenBack['partly'],
): Promise<void> {
  const entries = await ctx.db.rows<Row<typeof timeEntries>>(
    sql`select * from time_entries where tenant_id = ${ctx.tenant} and client_id in (${from}, ${into})
          and (id = any(${partly(timeEntries.name)}::uuid[])
            or (client_id = ${into} and (ticket_id = any(${back('tickets')}::uuid[]) or (greatest(created_at, updated_at) >= ${mergedAt}
              and (contract_line_id is not null or cardinality(line_candidates) > 0)))))
        order by id for update`,
  );
  const locked = new Set([
    ...(await ctx.askSlot(lockedEntriesOfClient, { clientId: from })),
    ...(await ctx.askSlot(lockedEntriesOfClient, { clientId: into })),
  ]);
  const returned = new Set(back('tickets'));
  for (const entry of entries.filter(({ id }) => !locked.has(id))) {
    const clientId = entry.ticketId && returned.has(entry.ticketId) ? from : entry.clientId;
    const line = await attribute(ctx, { ...entry, clientId }, entry.contractLineId, true);
    const after = await ctx.db.update(timeEntries, entry.id, { clientId, ...line });
    if (after.version !== entry.version)
      ctx.emit(timeEntryUpdated, entry.id, { ...aboutEntry(after), fields: ['clientId'] });
  }
}
