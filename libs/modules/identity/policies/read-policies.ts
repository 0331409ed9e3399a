import { defineQuery, type ReadCtx, type z } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, notFound } from '@kelp/std';
import {
  comparePolicy,
  getPolicy,
  listPolicies,
  policyCatalogue,
  policyChoices,
  type Policy,
  type PolicyRevision,
} from '../contract';
import { policyBundles } from '../tables';
import { revisionsOf, type Revision } from './revisions';
import { costSentence, namesOfRules, sentenceOf } from './sentences';
import { packTemplates } from './templates';

export const listPoliciesQuery = defineQuery(listPolicies, {
  permission: 'policy.read',
  run: async (ctx) => ({
    rows: await ctx.db.rows<z.output<typeof listPolicies.output>['rows'][number]>(
      sql`select b.id, b.name, b.description,
            (select v.number from policy_revisions v where v.tenant_id = b.tenant_id and v.bundle_id = b.id and v.state = 'published') as published,
            (select v.number from policy_revisions v where v.tenant_id = b.tenant_id and v.bundle_id = b.id and v.state = 'draft') as draft,
            (select count(*)::integer from policy_assignments a where a.tenant_id = b.tenant_id and a.bundle_id = b.id) as assignments
          from policy_bundles b where b.tenant_id = ${ctx.tenant} order by lower(b.name)`,
    ),
  }),
});

const subjectsOf = (ctx: ReadCtx, bundleId: string) =>
  ctx.db.rows<Policy['assignments'][number]>(
    sql`select a.id, case when a.role_id is not null then 'role' when a.team_id is not null then 'team'
            when a.user_id is not null then 'user' else 'api_key' end as kind,
          coalesce(a.role_id, a.team_id, a.user_id, a.api_key_id) as subject_id,
          coalesce(r.name, g.name, u.name, k.name || ' · ' || o.name) as name
        from policy_assignments a
        left join roles r on r.tenant_id = a.tenant_id and r.id = a.role_id
        left join teams g on g.tenant_id = a.tenant_id and g.id = a.team_id
        left join users u on u.tenant_id = a.tenant_id and u.id = a.user_id
        left join api_keys k on k.tenant_id = a.tenant_id and k.id = a.api_key_id
        left join users o on o.tenant_id = k.tenant_id and o.id = k.user_id
        where a.tenant_id = ${ctx.tenant} and a.bundle_id = ${bundleId} order by 2, 4`,
  );

function withNames(ctx: ReadCtx, revision: Revision, names: ReadonlyMap<string, string>): PolicyRevision {
  const rules = revision.rules.map(({ noun, way, ids }) => {
    const named = ids.flatMap((id) => (names.has(id) ? { id, name: names.get(id) ?? '' } : []));
    return { noun, way, ids: [...ids], named, sentence: sentenceOf(ctx, { noun, way, ids }, named) };
  });
  return { ...revision, rules };
}

async function namedRevisions(ctx: ReadCtx, bundleId: string): Promise<PolicyRevision[]> {
  const revisions = await revisionsOf(ctx, bundleId);
  const names = await namesOfRules(
    ctx,
    revisions.flatMap(({ rules }) => rules),
  );
  return revisions.map((revision) => withNames(ctx, revision, names));
}

export const getPolicyQuery = defineQuery(getPolicy, {
  permission: 'policy.read',
  run: async (ctx, { id }) => {
    const bundle = await ctx.db.get(policyBundles, id);
    const [revisions, assignments] = await Promise.all([namedRevisions(ctx, id), subjectsOf(ctx, id)]);
    const { name, description, version } = bundle;
    return { id, name, description, version, revisions, assignments };
  },
});

/** Sentences that stand in one revision only. */
export const comparePolicyQuery = defineQuery(comparePolicy, {
  permission: 'policy.read',
  run: async (ctx, { id, from, to }) => {
    await ctx.db.get(policyBundles, id);
    const revisions = await namedRevisions(ctx, id);
    const sentences = (number: number): string[] => {
      const found = revisions.find((one) => one.number === number);
      if (!found) throw notFound('revision');
      return [...found.rules.map(({ sentence }) => sentence), ...(found.hidesCost ? [costSentence] : [])];
    };
    const [before, after] = [sentences(from), sentences(to)];
    return {
      added: after.filter((one) => !before.includes(one)),
      removed: before.filter((one) => !after.includes(one)),
    };
  },
});

export const policyCatalogueQuery = defineQuery(policyCatalogue, {
  permission: 'policy.read',
  run: (ctx) => {
    const nouns = [...new Set(ctx.narrowings.map(({ noun }) => noun))].map((noun) => ({
      noun,
      ways: ctx.narrowings
        .filter((one) => one.noun === noun)
        .flatMap((one) => Object.entries(one.ways))
        .map(([way, { label, names = null }]) => ({ way, sentence: `Only ${label}`, names })),
    }));
    const templates = packTemplates.map(({ key, name, description }) => ({ key, name, description }));
    return Promise.resolve({ nouns: nouns.filter(({ ways }) => ways.length > 0), templates });
  },
});

export const policyChoicesQuery = defineQuery(policyChoices, {
  permission: 'policy.read',
  run: async (ctx, { noun, words }) => {
    const find = ctx.narrowings.find((one) => one.noun === noun && one.find)?.find;
    if (!find) throw invalid('Nothing can be chosen there.', { noun: 'Choose tickets, clients or boards.' });
    return { rows: await find(ctx, { words }) };
  },
});
