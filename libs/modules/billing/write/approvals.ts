import { actorOfUser } from '@kelp/identity';
import { holds, type ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { billingRules } from '../billing-rules';

export interface Awaited {
  id: string;
  clientId: string;
  clientName: string;
  currency: string;
  total: bigint;
  resultHash: string;
  madeById: string | null;
  madeBy: string | null;
  since: Date;
  threshold: bigint;
}

/** Who else could agree: an active person with the right to approve. A workspace of one has nobody to ask. */
export async function hasOtherApprover(ctx: ReadCtx, exceptId: string): Promise<boolean> {
  const people = await ctx.db.rows<{ id: string }>(
    sql`select id from users where tenant_id = ${ctx.tenant} and type = 'internal' and is_active and id <> ${exceptId} order by id limit 200`,
  );
  for (const { id } of people) {
    const actor = await actorOfUser(ctx, id);
    if (actor && holds(actor, 'invoice.approve')) return true;
  }
  return false;
}

/**
 * Drafts over the threshold of their currency that nobody has agreed to as they stand now, the oldest first; among `ids` when given. An
 * agreement of whoever made the draft counts only where there is nobody else.
 */
export async function awaitedApprovals(ctx: ReadCtx, ids?: readonly string[]): Promise<Awaited[]> {
  const { approvals: thresholds } = await ctx.setting(billingRules);
  if (thresholds.length === 0) return [];
  const rows = await ctx.db.rows<Awaited & { ownOnly: boolean }>(
    sql`select i.id, i.client_id, i.client_name, i.currency, i.total, i.result_hash, i.made_by_id, u.name as made_by, i.created_at as since,
          t.amount as threshold,
          exists (select from invoice_approvals a where a.tenant_id = i.tenant_id and a.invoice_id = i.id and a.result_hash = i.result_hash
            and a.approved_by_id = i.made_by_id) as own_only
        from invoices i
        join unnest(${thresholds.map(({ currency }) => currency)}::text[], ${thresholds.map(({ amount }) => amount)}::bigint[]) as t(currency, amount)
          on t.currency = i.currency
        left join users u on u.tenant_id = i.tenant_id and u.id = i.made_by_id
        where i.tenant_id = ${ctx.tenant} and i.state = 'draft' and i.kind = 'invoice' and i.total > t.amount
          ${ids ? sql`and i.id = any(${ids}::uuid[])` : sql``}
          and not exists (select from invoice_approvals a where a.tenant_id = i.tenant_id and a.invoice_id = i.id
            and a.result_hash = i.result_hash and a.approved_by_id is distinct from i.made_by_id)
        order by i.created_at, i.id limit 1000`,
  );
  const makers = new Set(rows.flatMap(({ ownOnly, madeById }) => (ownOnly && madeById ? [madeById] : [])));
  const alone = new Set<string>();
  for (const maker of makers) if (!(await hasOtherApprover(ctx, maker))) alone.add(maker);
  return rows.filter(({ ownOnly, madeById }) => !(ownOnly && madeById && alone.has(madeById)));
}

/** Why this person may not agree to a draft, or null. */
export async function refusalToApprove(ctx: ReadCtx, draft: Pick<Awaited, 'madeById'>): Promise<string | null> {
  if (ctx.actor.kind !== 'user' || !ctx.actor.id) return 'A person has to approve this, not a program.';
  if (!ctx.can('invoice.approve')) return 'Somebody with the right to approve has to look at this.';
  if (draft.madeById === ctx.actor.id && (await hasOtherApprover(ctx, ctx.actor.id))) {
    return 'You made this draft. Somebody else has to approve it.';
  }
  return null;
}
