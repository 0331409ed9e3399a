import { escapeLike } from '@kelp/clients';
import { defineQuery, readCursor, writeCursor, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { toBill, type ToBillRow } from '../contract';
import { dueClients } from '../load/due-clients';
import { hasContent, loadDrafts, type DraftInvoice } from '../load/load-drafts';
import { today } from '../load/today';

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

const profileProblem = (draft: DraftInvoice) => [
  {
    code: draft.profile ? 'not_calculable' : 'profile_missing',
    sentence: draft.problem ?? '',
    evidence: [{ kind: 'client' as const, id: draft.client.id }],
  },
];

function toRow(draft: DraftInvoice, draftCounts: Map<string, number>): ToBillRow {
  const { client, profile, result } = draft;
  const lines = result?.lines ?? [];
  const netOf = (kind: string) => sum(lines.filter((line) => line.kind === kind).map(({ net }) => net));
  return {
    client: { id: client.id, name: client.name },
    profile: profile && { id: profile.id, name: profile.name },
    currency: profile?.currency ?? '',
    lineCount: lines.length,
    fixed: sum(lines.map(({ net }) => net)) - netOf('time'),
    time: netOf('time'),
    net: result?.net ?? 0n,
    tax: result?.tax ?? 0n,
    total: result?.total ?? 0n,
    blockers: result ? result.blockers : profileProblem(draft),
    warnings: result?.warnings ?? [],
    draftCount: draftCounts.get(client.id) ?? 0,
  };
}

async function draftCounts(ctx: ReadCtx, clientIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await ctx.db.rows<{ clientId: string; count: number }>(
    sql`select client_id, count(*)::int as count from invoices
        where tenant_id = ${ctx.tenant} and state = 'draft' and client_id = any(${clientIds}::uuid[]) group by client_id`,
  );
  return new Map(rows.map(({ clientId, count }) => [clientId, count]));
}

/** What is due per client by the cut-off date, by the calculation that makes the invoices; paged by client name. */
export const toBillQuery = defineQuery(toBill, {
  permission: 'invoice.read',
  timeoutMs: 15_000,
  run: async (ctx, input) => {
    const [cutOff, now] = await Promise.all([input.cutOff ?? today(ctx), ctx.time()]);
    const due = await dueClients(ctx, cutOff, null, 'all');
    const cursor = readCursor(input.after, ['string', 'string']);
    const page = await ctx.db.rows<{ id: string; sortName: string }>(
      sql`select id, lower(name) as sort_name from clients where tenant_id = ${ctx.tenant} and id = any(${due}::uuid[])
          ${input.search ? sql`and name ilike ${`%${escapeLike(input.search.trim())}%`}` : sql``}
          ${cursor ? sql`and (lower(name), id) > (${cursor[0]}, ${cursor[1]}::uuid)` : sql``}
          order by lower(name), id limit ${input.limit + 1}`,
    );
    const shown = page.slice(0, input.limit);
    const ids = shown.map(({ id }) => id);
    const [drafts, counts, upTo] = await Promise.all([
      loadDrafts(ctx, ids, cutOff, now),
      draftCounts(ctx, ids),
      ctx.upTo(),
    ]);
    const place = new Map(ids.map((id, index) => [id, index]));
    const rows = drafts
      .filter(hasContent)
      .map((draft) => toRow(draft, counts))
      .sort((a, b) => (place.get(a.client.id) ?? 0) - (place.get(b.client.id) ?? 0));
    const last = shown.at(-1);
    const next = page.length > input.limit && last ? writeCursor([last.sortName, last.id]) : null;
    return { rows, next, upTo, cutOff };
  },
});
