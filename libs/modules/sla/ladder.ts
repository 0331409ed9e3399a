import type { ReadCtx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import type { PolicyChoice } from './domain/merge-targeting';
import { resolvePolicy } from './domain/sla-policy';

interface Candidate {
  clientId: string | null;
  boardId: string | null;
  policyId: string;
  revision: number;
  isAlive: boolean;
}

/** Where a ticket stands on the ladder. */
export interface Rung {
  clientId: string | null;
  boardId: string;
}

/**
 * Which policy a ticket gets: the client's if set and alive, else the board's, else the workspace's default, else none. One
 * statement for any number of tickets; the answer is a function of client and board.
 */
export async function policyLadder(ctx: ReadCtx, rungs: readonly Rung[]): Promise<(rung: Rung) => PolicyChoice> {
  const clientIds = [...new Set(rungs.flatMap(({ clientId }) => clientId ?? []))];
  const boardIds = [...new Set(rungs.map(({ boardId }) => boardId))];
  const candidates = await ctx.db.rows<Candidate>(
    sql`select a.client_id, a.board_id, p.id as policy_id, p.revision, p.deleted_at is null as is_alive
        from sla_assignments a join sla_policies p on p.tenant_id = a.tenant_id and p.id = a.policy_id
        where a.tenant_id = ${ctx.tenant} and (a.client_id = any(${clientIds}::uuid[]) or a.board_id = any(${boardIds}::uuid[]))
        union all
        select null, null, id, revision, true from sla_policies
        where tenant_id = ${ctx.tenant} and is_default and deleted_at is null`,
  );
  const workspace = candidates.find(({ clientId, boardId }) => clientId === null && boardId === null) ?? null;
  return ({ clientId, boardId }) => {
    const client = clientId === null ? null : (candidates.find((one) => one.clientId === clientId) ?? null);
    const board = candidates.find((one) => one.boardId === boardId) ?? null;
    const { policyId, level } = resolvePolicy({ client, board, workspace });
    const chosen = [client, board, workspace].find((one) => one?.policyId === policyId);
    return { policyId, revision: chosen?.revision ?? null, level };
  };
}
