import type { Ctx, NarrowingRule, ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid } from '@kelp/std';
import { recordChange } from '@kelp/tenants';
import { policyRevisions, policyRules, type RevisionState } from '../tables';
import { rulesOfRevision } from './packs-in-force';
import { wayOf } from './sentences';

/** A revision with its rules. */
export interface Revision {
  readonly id: string;
  readonly number: number;
  readonly state: RevisionState;
  readonly hidesCost: boolean;
  readonly publishedAt: Date | null;
  readonly publishedBy: string | null;
  readonly rules: NarrowingRule[];
}

/** The revisions of a pack with their rules, the newest first. */
export const revisionsOf = (ctx: ReadCtx, bundleId: string): Promise<Revision[]> =>
  ctx.db.rows<Revision>(
    sql`select v.id, v.number, v.state, v.hides_cost, v.published_at, u.name as published_by,
          ${rulesOfRevision} as rules
        from policy_revisions v left join users u on u.tenant_id = v.tenant_id and u.id = v.published_by
        where v.tenant_id = ${ctx.tenant} and v.bundle_id = ${bundleId} order by v.number desc`,
  );

export interface Content {
  readonly rules: readonly NarrowingRule[];
  readonly hidesCost: boolean;
}

/** Throws invalid for a rule that says nothing, twice the same, or names what its way does not ask for. */
export async function assertRules(ctx: Ctx, rules: readonly NarrowingRule[]): Promise<void> {
  const seen = new Set<string>();
  for (const rule of rules) {
    const way = wayOf(ctx.narrowings, rule);
    if (!way) throw invalid('There is no such rule.', { rules: 'Choose the rules from the list.' });
    const key = `${rule.noun}.${rule.way}`;
    if (seen.has(key))
      throw invalid('A rule stands there twice.', { rules: `“Only ${way.label}” stands there twice.` });
    seen.add(key);
    if (!way.names && rule.ids.length > 0)
      throw invalid('A rule names what it does not ask for.', { rules: `“Only ${way.label}” takes no choice.` });
  }
}

/** Writes the draft of a pack: the one there is, or a new one. */
export async function writeDraft(ctx: Ctx, bundleId: string, { rules, hidesCost }: Content): Promise<void> {
  const known = await revisionsOf(ctx, bundleId);
  const draft = known.find(({ state }) => state === 'draft');
  const number = (known[0]?.number ?? 0) + 1;
  const { id } = draft
    ? await ctx.db.update(policyRevisions, draft.id, { hidesCost })
    : await ctx.db.insert(policyRevisions, { bundleId, number, state: 'draft', hidesCost });
  await ctx.db.rows(sql`delete from policy_rules where tenant_id = ${ctx.tenant} and revision_id = ${id}`);
  await ctx.db.insertMany(
    policyRules,
    rules.map(({ noun, way, ids }) => ({ revisionId: id, noun, way, ids: [...new Set(ids)] })),
  );
  await recordChange(ctx, {
    action: 'policy.update',
    subject: 'policy_revisions',
    subjectId: id,
    before: { rules: draft?.rules ?? [] },
    after: { rules },
  });
}
