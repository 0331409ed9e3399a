import { defineAction, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { invalid, refused } from '@kelp/std';
import { archivePolicy, createPolicy, deletePolicy, publishPolicy, updatePolicy } from '../contract';
import { assertProved } from '../factors/prove';
import { policyBundles, policyRevisions } from '../tables';
import { assertRules, revisionsOf, writeDraft } from './revisions';
import { packTemplates } from './templates';
import { wayOf } from './sentences';

/** A new pack with a draft: empty, or with the rules of a shipped one. It narrows nobody yet. */
export const createPolicyAction = defineAction(createPolicy, {
  permission: 'policy.create',
  isAboutAll: true,
  run: async (ctx, { name, description, template }) => {
    const shipped = packTemplates.find(({ key }) => key === template);
    if (template && !shipped) throw invalid('There is no such pack.', { template: 'Choose one of the list.' });
    const bundle = await ctx.db.insert(policyBundles, {
      name,
      description: description || (shipped?.description ?? ''),
    });
    const rules = (shipped?.rules ?? []).filter((rule) => wayOf(ctx.narrowings, rule));
    await writeDraft(ctx, bundle.id, { rules, hidesCost: shipped?.hidesCost ?? false });
    ctx.touch('policy');
    return { id: bundle.id };
  },
});

/** Renames a pack or changes its draft. What is in force stays as it is until the draft is published. */
export const updatePolicyAction = defineAction(updatePolicy, {
  permission: 'policy.update',
  isAboutAll: true,
  run: async (ctx, { id, version, rules, hidesCost, ...names }) => {
    const bundle = await ctx.db.update(policyBundles, id, names, version);
    if (!rules && hidesCost === undefined) return { id, version: bundle.version };
    if (rules) await assertRules(ctx, rules);
    const [latest] = await revisionsOf(ctx, id);
    await writeDraft(ctx, id, {
      rules: rules ?? latest?.rules ?? [],
      hidesCost: hidesCost ?? latest?.hidesCost ?? false,
    });
    ctx.touch('policy');
    return { id, version: await countVersion(ctx, id) };
  },
});

/** The version of a pack moves with its draft, which stands in rows of its own. */
async function countVersion(ctx: Ctx, id: string): Promise<number> {
  const row = await ctx.db.one<{ version: number }>(
    sql`update policy_bundles set version = version + 1, updated_at = ${ctx.now()}
        where tenant_id = ${ctx.tenant} and id = ${id} returning version`,
  );
  return row.version;
}

/** Puts the draft in force from the next request of its people on; what was in force becomes history. */
export const publishPolicyAction = defineAction(publishPolicy, {
  permission: 'policy.publish',
  isAboutAll: true,
  run: async (ctx, { id }) => {
    await assertProved(ctx);
    await ctx.db.lock(policyBundles, id);
    const known = await revisionsOf(ctx, id);
    const draft = known.find(({ state }) => state === 'draft');
    if (!draft) throw refused('policy.no_draft', 'There is no draft to publish. Change the rules first.');
    if (draft.rules.length === 0 && !draft.hidesCost)
      throw refused('policy.empty', 'This draft has no rules. Add one, or delete the pack.');
    const bare = draft.rules
      .map((rule) => ({ rule, way: wayOf(ctx.narrowings, rule) }))
      .find(({ rule, way }) => way?.names && rule.ids.length === 0);
    if (bare) throw refused('policy.unchosen', `Choose what “Only ${bare.way?.label}” means before you publish.`);
    await archivePublished(ctx, id);
    await ctx.db.update(policyRevisions, draft.id, {
      state: 'published',
      publishedAt: ctx.now(),
      publishedBy: ctx.actor.id,
    });
    ctx.touch('policy');
    return { id };
  },
});

async function archivePublished(ctx: Ctx, bundleId: string): Promise<boolean> {
  const gone = await ctx.db.updateAll(policyRevisions, { bundleId, state: 'published' }, { state: 'archived' });
  return gone.length > 0;
}

/** Takes a pack out of force; its people see again what their roles give. */
export const archivePolicyAction = defineAction(archivePolicy, {
  permission: 'policy.publish',
  isAboutAll: true,
  run: async (ctx, { id }) => {
    await assertProved(ctx);
    await ctx.db.lock(policyBundles, id);
    if (!(await archivePublished(ctx, id))) throw refused('policy.not_in_force', 'This pack is not in force.');
    ctx.touch('policy');
    return { id };
  },
});

/** Deletes a pack that is not in force, with its history and whom it was for. */
export const deletePolicyAction = defineAction(deletePolicy, {
  permission: 'policy.delete',
  isAboutAll: true,
  run: async (ctx, { id }) => {
    await assertProved(ctx);
    await ctx.db.lock(policyBundles, id);
    const isInForce = (await revisionsOf(ctx, id)).some(({ state }) => state === 'published');
    if (isInForce) throw refused('policy.in_force', 'This pack is in force. Take it out of force first.');
    await ctx.db.remove(policyBundles, id);
    ctx.touch('policy');
    return { id };
  },
});
