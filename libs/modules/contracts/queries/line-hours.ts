import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { groupBy } from '@kelp/std';
import type { LotCard } from '../contract';
import { bucketStates } from '../tables/hours';

const shownStates = 12;

/** The closed periods of buckets and the blocks of prepaid lines, by line, the latest first. */
export async function readHours(ctx: ReadCtx, lineId: string[]) {
  if (lineId.length === 0) return { states: new Map<string, never[]>(), lots: new Map<string, never[]>() };
  const [states, lots] = await Promise.all([
    ctx.db.list(bucketStates, { lineId }, { orderBy: 'periodFrom', direction: 'desc' }),
    ctx.db.rows<LotCard & { lineId: string }>(
      sql`select l.id, l.line_id, l.minutes, l.price, l.bought_on, l.expires_on, l.note,
            coalesce((select sum(u.minutes) from lot_uses u where u.tenant_id = l.tenant_id and u.lot_id = l.id), 0)::int as used
          from prepaid_lots l where l.tenant_id = ${ctx.tenant} and l.line_id = any(${lineId}::uuid[]) order by l.bought_on desc, l.id desc`,
    ),
  ]);
  const ofLine = groupBy(states, (state) => state.lineId);
  return {
    states: new Map([...ofLine].map(([id, list]) => [id, list.slice(0, shownStates)])),
    lots: groupBy(lots, (lot) => lot.lineId),
  };
}
