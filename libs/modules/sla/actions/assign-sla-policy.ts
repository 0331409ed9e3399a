import { clients } from '@kelp/clients';
import { defineAction } from '@kelp/kernel';
import { boards } from '@kelp/tickets';
import { assignSlaPolicy } from '../contract';
import { lockLivePolicy, recomputeLater } from '../live-policy';
import { slaAssignments } from '../tables';

/** Gives a client or a board its own policy, or takes it away; open tickets of theirs follow in the background. */
export const assignSlaPolicyAction = defineAction(assignSlaPolicy, {
  permission: 'sla_policy.update',
  run: async (ctx, { policyId, clientId, boardId }) => {
    // Locks the client or the board, so that two people can't both make the first assignment.
    if (clientId !== undefined) await ctx.db.lock(clients, clientId);
    if (boardId !== undefined) await ctx.db.lock(boards, boardId);
    if (policyId !== null) await lockLivePolicy(ctx, policyId);
    const present = await ctx.db.find(slaAssignments, clientId === undefined ? { boardId } : { clientId });
    if (present && policyId === null) await ctx.db.remove(slaAssignments, present.id);
    if (present && policyId !== null) await ctx.db.update(slaAssignments, present.id, { policyId });
    if (!present && policyId !== null) {
      await ctx.db.insert(slaAssignments, { policyId, clientId: clientId ?? null, boardId: boardId ?? null });
    }
    if (clientId !== undefined) await recomputeLater(ctx, { clientId });
    if (boardId !== undefined) await recomputeLater(ctx, { boardId });
    return { policyId };
  },
});
