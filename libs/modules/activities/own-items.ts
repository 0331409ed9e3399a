import { fillServerSlot } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { sql } from '@kelp/platform/db';
import type { WorkItem } from './contract';
import { mostOfSource, workItems } from './slots';
import type { adHocItems } from './tables';

/** A person's open to-dos. They are private: a colleague who looks sees none. */
export const ownToDos = fillServerSlot(workItems, async (ctx, { userId }) => {
  if (userId !== ctx.actor.id) return [];
  const rows = await ctx.db.rows<Row<typeof adHocItems>>(
    sql`select * from ad_hoc_items where tenant_id = ${ctx.tenant} and user_id = ${userId} and done_at is null
        order by created_at limit ${mostOfSource}`,
  );
  return rows.map(toItem);
});

const toItem = ({ id, title, dueAt, dueOn, createdAt, version }: Row<typeof adHocItems>): WorkItem => ({
  kind: 'to_do',
  id,
  title,
  href: null,
  number: null,
  note: null,
  client: null,
  status: null,
  priority: null,
  dueAt,
  dueOn: dueAt ? null : dueOn,
  promisedAt: null,
  turn: null,
  wokeAt: null,
  since: createdAt,
  acts: ['finish', 'convert', 'edit'],
  version,
});
