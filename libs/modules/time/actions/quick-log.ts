import { defineAction, prefixesOf, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { quickLog } from '../contract';
import { ticketNumberIn } from '../domain/ticket-number-in';
import { readWorked } from '../read-worked';
import { draftOf } from '../running-timer';
import { writeEntry } from '../write-entry';

/** Reads one typed line and logs it as a draft: on the ticket that it names, or on none. */
export const quickLogAction = defineAction(quickLog, {
  permission: 'time_entry.create',
  run: async (ctx, { line, ticketId: given }) => {
    const named = await namedTicket(ctx, line);
    const worked = await readWorked(ctx, { quick: named.rest, isBillable: true });
    const ticketId = given ?? named.id;
    const written = await writeEntry(ctx, { ...worked, ticketId, submit: false });
    return { ...(await draftOf(ctx, written)), warnings: written.warnings };
  },
});

async function namedTicket(ctx: Ctx, line: string): Promise<{ id: string | null; rest: string }> {
  const { number, rest } = ticketNumberIn(line, await prefixesOf(ctx, 'ticket'));
  if (number === null) return { id: null, rest };
  const ticket = await ctx.db.maybe<{ id: string }>(
    sql`select t.id from tickets t where t.tenant_id = ${ctx.tenant} and t.number = ${number} and t.merged_into_id is null
          and ${ctx.can('ticket.read') ? ctx.visible('ticket.read', 't') : sql`false`}`,
  );
  if (!ticket)
    throw invalid(`There is no ticket ${number.toString()} that you can see. Check the number.`, {
      line: 'Name another ticket, or none.',
    });
  return { id: ticket.id, rest };
}
