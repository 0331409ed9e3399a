import { newId } from '@kelp/std';
import { sql } from '@kelp/platform/db';
import { systemActor } from '../actor';
import type { ReadCtx } from '../context';
import { inReadUnit, type House } from '../unit';
import { readHead, type Anchor } from './anchor';
import { canonicalRow, linkHash } from './seal';

/** The first thing that is wrong in a trail; `seq` is the place in the chain, where there is one. */
export interface Break {
  readonly kind: 'deleted' | 'changed' | 'gap' | 'truncated' | 'inserted' | 'base' | 'anchor';
  readonly seq: string | null;
  readonly auditId: string | null;
  /** For people: what was found. */
  readonly sentence: string;
}

export interface Verdict {
  readonly tenant: string;
  readonly rows: number;
  /** Rows that are written and not sealed yet. */
  readonly waiting: number;
  readonly broken: Break | null;
}

interface Link {
  seq: bigint;
  auditId: string;
  hash: string;
  canonical: string | null;
}

const perPage = 2000;

/**
 * Walks a workspace's chain from its beginning and recomputes every link; then its end, its beginning, rows that never were in it, and the
 * anchors that were kept elsewhere. Names the first row that is not as it was sealed.
 */
export async function verifyAudit(house: House, tenant: string, anchors: readonly Anchor[] = []): Promise<Verdict> {
  const caller = { tenant, actor: systemActor('audit verify'), door: 'operator' as const, requestId: newId() };
  const read = <T>(work: (ctx: ReadCtx) => Promise<T>) => inReadUnit(house, caller, work, 120_000);
  const head = (await readHead(house, tenant)) ?? { seq: 0n, hash: '', baseSeq: 0n, baseHash: '' };
  const anchored = new Map(anchors.map((anchor) => [anchor.seq, anchor]));
  let [seq, hash, rows] = [head.baseSeq, head.baseHash, 0];
  let broken: Break | null = await read((ctx) => wrongBase(ctx, head));
  while (!broken) {
    const page = await read((ctx) => linksAfter(ctx, seq));
    if (page.length === 0) break;
    for (const link of page) {
      broken = wrongLink(link, seq, hash) ?? wrongAnchor(anchored, link);
      if (broken) break;
      ({ seq, hash } = link);
      rows += 1;
    }
  }
  broken ??= wrongEnd(head, seq, hash, anchors) ?? (await read(foreignRow));
  const waiting = await read((ctx) =>
    ctx.db.one<{ n: number }>(sql`select count(*)::integer as n from audit_unsealed where tenant_id = ${ctx.tenant}`),
  );
  return { tenant, rows, waiting: waiting.n, broken };
}

const linksAfter = (ctx: ReadCtx, seq: bigint): Promise<Link[]> =>
  ctx.db.rows<Link>(
    sql`select c.seq, c.audit_id, c.hash, case when a.id is not null then ${canonicalRow} end as canonical
        from audit_chain c left join audit_log a on a.tenant_id = c.tenant_id and a.id = c.audit_id
        where c.tenant_id = ${ctx.tenant} and c.seq > ${String(seq)}::bigint order by c.seq limit ${perPage}`,
  );

function wrongLink(link: Link, seq: bigint, hash: string): Break | null {
  const place = { seq: String(link.seq), auditId: link.auditId };
  if (link.seq !== seq + 1n)
    return { kind: 'gap', seq: String(seq + 1n), auditId: null, sentence: `The link ${seq + 1n} is gone.` };
  if (link.canonical === null)
    return { kind: 'deleted', ...place, sentence: `The row of link ${link.seq} was deleted.` };
  if (linkHash(hash, link.seq, link.canonical) !== link.hash)
    return { kind: 'changed', ...place, sentence: `The row of link ${link.seq} is not as it was sealed.` };
  return null;
}

function wrongAnchor(anchored: ReadonlyMap<string, Anchor>, { seq, hash, auditId }: Link): Break | null {
  const anchor = anchored.get(String(seq));
  if (!anchor || anchor.hash === hash) return null;
  const sentence = `At link ${seq} the whole chain differs from the anchor of ${anchor.at}: it was made anew.`;
  return { kind: 'anchor', seq: String(seq), auditId, sentence };
}

function wrongEnd(
  head: { seq: bigint; hash: string },
  seq: bigint,
  hash: string,
  anchors: readonly Anchor[],
): Break | null {
  if (head.seq !== seq || head.hash !== hash) {
    const sentence = `The chain ends at link ${seq}, but it was sealed up to link ${head.seq}.`;
    return { kind: 'truncated', seq: String(seq + 1n), auditId: null, sentence };
  }
  const later = anchors.find((anchor) => BigInt(anchor.seq) > seq);
  if (!later) return null;
  const sentence = `The chain ends at link ${seq}, but it reached link ${later.seq} by the anchor of ${later.at}.`;
  return { kind: 'truncated', seq: String(seq + 1n), auditId: null, sentence };
}

/** A chain that does not begin at its first link was shortened by the retention, which is written in the trail itself. */
async function wrongBase(
  ctx: ReadCtx,
  { baseSeq, baseHash }: { baseSeq: bigint; baseHash: string },
): Promise<Break | null> {
  if (baseSeq === 0n) return null;
  const told = await ctx.db.maybe(
    sql`select 1 from audit_log where tenant_id = ${ctx.tenant} and action = 'audit_log.prune'
          and after ->> 'seq' = ${String(baseSeq)} and after ->> 'hash' = ${baseHash} limit 1`,
  );
  if (told) return null;
  const sentence = `The chain begins after link ${baseSeq}, and no retention says so.`;
  return { kind: 'base', seq: String(baseSeq), auditId: null, sentence };
}

/** A row that neither waits for the chain nor is in it was put in past the program. */
async function foreignRow(ctx: ReadCtx): Promise<Break | null> {
  const row = await ctx.db.maybe<{ id: string }>(
    sql`select a.id from audit_log a where a.tenant_id = ${ctx.tenant}
          and not exists (select from audit_chain c where c.tenant_id = a.tenant_id and c.audit_id = a.id)
          and not exists (select from audit_unsealed u where u.tenant_id = a.tenant_id and u.audit_id = a.id)
        order by a.id limit 1`,
  );
  if (!row) return null;
  return { kind: 'inserted', seq: null, auditId: row.id, sentence: `The row ${row.id} was never sealed.` };
}
