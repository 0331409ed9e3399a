import { defineAction, type Ctx } from '@kelp/kernel';
import { notFound, refused } from '@kelp/std';
import { assignPolicy, unassignPolicy, type PolicySubject } from '../contract';
import { ownerRole } from '../domain/shipped-roles';
import { assertProved } from '../factors/prove';
import { apiKeys, policyAssignments, policyBundles, roles, teams, users } from '../tables';

/** The row of an assignment that says whom. */
const subjectOf = (kind: PolicySubject, id: string) =>
  ({ role: { roleId: id }, team: { teamId: id }, user: { userId: id }, api_key: { apiKeyId: id } })[kind];

/** Throws not_found for who is no staff here, and refuses what packs never narrow. */
async function assertSubject(ctx: Ctx, kind: PolicySubject, id: string): Promise<void> {
  if (kind === 'role') {
    const role = await ctx.db.get(roles, id);
    if (!role.msp) throw notFound('role');
    if (role.name === ownerRole) throw refused('policy.owner', 'Packs never narrow an Owner. Choose another role.');
  } else if (kind === 'user') {
    if ((await ctx.db.get(users, id)).type !== 'internal') throw notFound('user');
  } else await ctx.db.get(kind === 'team' ? teams : apiKeys, id);
}

/** From their next request on the pack narrows them, once it is in force. */
export const assignPolicyAction = defineAction(assignPolicy, {
  permission: 'policy.assign',
  isAboutAll: true,
  run: async (ctx, { id, kind, subjectId }) => {
    await assertProved(ctx);
    await ctx.db.lock(policyBundles, id);
    await assertSubject(ctx, kind, subjectId);
    const row = { bundleId: id, ...subjectOf(kind, subjectId) };
    if (!(await ctx.db.find(policyAssignments, row))) await ctx.db.insert(policyAssignments, row);
    ctx.touch('policy');
    return { id };
  },
});

export const unassignPolicyAction = defineAction(unassignPolicy, {
  permission: 'policy.assign',
  isAboutAll: true,
  run: async (ctx, { id, kind, subjectId }) => {
    await assertProved(ctx);
    await ctx.db.lock(policyBundles, id);
    const found = await ctx.db.find(policyAssignments, { bundleId: id, ...subjectOf(kind, subjectId) });
    if (!found) throw notFound('assignment');
    await ctx.db.remove(policyAssignments, found.id);
    ctx.touch('policy');
    return { id };
  },
});
