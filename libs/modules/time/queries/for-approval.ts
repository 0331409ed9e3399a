import { isManagedByCaller } from '@kelp/identity';
import { defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { and, sql, type Sql } from '@kelp/platform/db';
import { timeForApproval, type ApprovalRow } from '../contract';
import { staffIds } from '../worker';
import { entryFrom, entrySelect, toEntryRow, type FlatEntry } from './entry-rows';

interface Waiting extends FlatEntry {
  sortName: string;
  hasOverlap: boolean;
}

/** An entry of more than this many minutes is worth a second look. */
const longMinutes = 480;

/** Shares time with another entry of the same person; touching ends do not. */
const hasOverlap = sql`exists (select 1 from time_entries o where o.tenant_id = e.tenant_id and o.user_id = e.user_id and o.id <> e.id
  and o.started_at < e.ended_at and o.ended_at > e.started_at and o.started_at > e.started_at - interval '1 day')`;

/** What waits for this caller's approval, person by person, oldest work first, with what to look at twice. Never their own, unless they are alone. */
export const timeForApprovalQuery = defineQuery(timeForApproval, {
  permission: 'time_sheet.approve',
  run: async (ctx, input) => {
    const cursor = readCursor(input.after, ['string', 'string', 'string', 'string']);
    const where = [sql`e.tenant_id = ${ctx.tenant}`, sql`e.state = 'submitted'`, await isForCaller(ctx)];
    if (input.userId) where.push(sql`e.user_id = ${input.userId}`);
    if (input.clientId) where.push(sql`e.client_id = ${input.clientId}`);
    if (cursor)
      where.push(
        sql`(lower(u.name), e.user_id, e.work_date, e.id) > (${cursor[0]}, ${cursor[1]}::uuid, ${cursor[2]}::date, ${cursor[3]}::uuid)`,
      );
    const [rows, upTo] = await Promise.all([
      ctx.db.rows<Waiting>(
        sql`select ${entrySelect(ctx)}, lower(u.name) as sort_name, ${hasOverlap} as has_overlap ${entryFrom} where ${and(where)}
            order by lower(u.name), e.user_id, e.work_date, e.id limit ${input.limit + 1}`,
      ),
      ctx.upTo(),
    ]);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      rows: page.map((row) => ({ ...toEntryRow(ctx, row), flags: flagsOf(row) })),
      next:
        rows.length > input.limit && last ? writeCursor([last.sortName, last.userId, last.workDate, last.id]) : null,
      upTo,
    };
  },
});

/** SQL over entries `e` of users: those that this caller decides on. Never their own, unless they are alone. */
export const isForCaller = (ctx: ReadCtx): Promise<Sql> => isForCallerOf(ctx, sql`e.user_id`);

/** As `isForCaller`, over the person in this column. */
export async function isForCallerOf(ctx: ReadCtx, person: Sql): Promise<Sql> {
  const isAlone = (await staffIds(ctx)).every((id) => id === ctx.actor.id);
  const isOthers = isAlone ? sql`true` : sql`${person} <> ${ctx.actor.id}`;
  return ctx.can('time_sheet.read_all') || isAlone ? isOthers : sql`${isOthers} and ${isManagedByCaller(ctx, person)}`;
}

/** Whether the caller decides on the time of this person. */
export async function isForReviewer(ctx: ReadCtx, userId: string): Promise<boolean> {
  const row = await ctx.db.one<{ yes: boolean }>(
    sql`select (${await isForCallerOf(ctx, sql`${userId}::uuid`)}) as yes`,
  );
  return row.yes;
}

function flagsOf(row: Waiting): ApprovalRow['flags'] {
  const flags: ApprovalRow['flags'] = [];
  if (row.hasOverlap) flags.push('overlap');
  if (row.notes === '' && row.commentId === null) flags.push('no_notes');
  if (row.minutes > longMinutes) flags.push('long');
  if (row.lineSource === 'ambiguous') flags.push('ambiguous_line');
  return flags;
}
