import type { Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { refused } from '@kelp/std';
import { clockText } from './domain/billed-minutes';
import { overlappingEntries, type WorkSpan } from './domain/work-span';
import type { TimeWarning } from './contract';
import { overlapPolicy } from './settings';

interface Neighbour extends WorkSpan {
  id: string;
  about: string;
}

/**
 * What of the person's other time the span overlaps, as warnings; touching ends do not overlap. Throws refused when the workspace
 * blocks overlaps; then two parallel writes of one person wait for each other, so that neither misses the other.
 */
export async function checkOverlaps(
  ctx: Ctx,
  userId: string,
  span: WorkSpan,
  exceptId: string | null,
  mayOverlap = false,
): Promise<TimeWarning[]> {
  const policy = mayOverlap ? 'warn' : await ctx.setting(overlapPolicy);
  if (policy === 'block') {
    await ctx.db.rows(sql`select id from users where tenant_id = ${ctx.tenant} and id = ${userId} for no key update`);
  }
  const neighbours = await ctx.db.rows<Neighbour>(
    sql`select e.id, e.started_at as start_at, e.ended_at as end_at, coalesce(t.title, nullif(e.notes, ''), s.name) as about
        from time_entries e join services s on s.tenant_id = e.tenant_id and s.id = e.service_id
        left join tickets t on t.tenant_id = e.tenant_id and t.id = e.ticket_id
        where e.tenant_id = ${ctx.tenant} and e.user_id = ${userId} and e.started_at < ${span.endAt} and e.ended_at > ${span.startAt}
          and e.started_at > ${span.startAt}::timestamptz - interval '1 day' and e.id is distinct from ${exceptId}::uuid
        order by e.started_at, e.id limit 20`,
  );
  const warnings = overlappingEntries(span, neighbours).map(({ entry, sharedMinutes }) => ({
    kind: 'overlap' as const,
    message: `Overlaps ${clockText(sharedMinutes)} with "${entry.about.slice(0, 100)}".`,
    entryId: entry.id,
  }));
  if (policy === 'block' && warnings[0]) {
    throw refused(
      'time_entry.overlap',
      `${warnings[0].message} Change start or end; this workspace does not allow overlapping time.`,
      {
        entryIds: warnings.map((warning) => warning.entryId),
      },
    );
  }
  return warnings;
}
