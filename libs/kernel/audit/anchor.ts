import { firstIdAt, isAppError, newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { storageKey, type Storage } from '@kelp/platform/storage';
import { systemActor } from '../actor';
import { inReadUnit, type House } from '../unit';

/** The end of a workspace's chain as it stood at an instant, kept where whoever changes the database does not reach. */
export interface Anchor {
  readonly tenant: string;
  readonly seq: string;
  readonly hash: string;
  readonly at: string;
}

const dayMs = 86_400_000;
const keyOf = (tenant: string, day: Date) =>
  storageKey(tenant, 'audit-anchor', firstIdAt(new Date(Math.floor(day.getTime() / dayMs) * dayMs)));

/**
 * Writes the head of every workspace's chain once a UTC day: a line in the log (`audit anchor`, to be shipped away) and a file in the storage.
 * Returns how many were written.
 */
export async function anchorHeads(house: House, storage: Storage, now: Date): Promise<number> {
  const tenants = await house.database.asSystem((rows) =>
    rows<{ id: string }>(sql`select id from active_tenants() as t(id)`),
  );
  let written = 0;
  for (const { id: tenant } of tenants) {
    const key = keyOf(tenant, now);
    if (await storage.exists(key)) continue;
    const head = await readHead(house, tenant);
    if (!head) continue;
    const anchor: Anchor = { tenant, seq: String(head.seq), hash: head.hash, at: now.toISOString() };
    house.log.info(anchor, 'audit anchor');
    await storage.put(key, Buffer.from(JSON.stringify(anchor)), { contentType: 'application/json' });
    written += 1;
  }
  return written;
}

export interface Head {
  readonly seq: bigint;
  readonly hash: string;
  readonly baseSeq: bigint;
  readonly baseHash: string;
}

/** Where a workspace's chain begins and ends; undefined before its first link. */
export function readHead(house: House, tenant: string): Promise<Head | undefined> {
  const caller = { tenant, actor: systemActor('audit'), door: 'schedule' as const, requestId: newId() };
  return inReadUnit(house, caller, (ctx) =>
    ctx.db.maybe<Head>(sql`select seq, hash, base_seq, base_hash from audit_heads where tenant_id = ${tenant}`),
  );
}

/** The anchors in the storage of the last `days` days, oldest first. */
export async function readAnchors(storage: Storage, tenant: string, now: Date, days: number): Promise<Anchor[]> {
  const found: Anchor[] = [];
  for (let ago = days; ago >= 0; ago -= 1) {
    const key = keyOf(tenant, new Date(now.getTime() - ago * dayMs));
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of await storage.get(key)) chunks.push(chunk as Buffer);
      found.push(JSON.parse(Buffer.concat(chunks).toString()) as Anchor);
    } catch (error) {
      if (!isAppError(error) || error.id !== 'storage.missing') throw error;
    }
  }
  return found;
}
