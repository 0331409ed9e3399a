import type { Ctx } from '@kelp/kernel';
import { sealPassword } from '@kelp/kernel';
import { randomToken, sha256 } from '@kelp/platform/crypto';
import { boards, priorities } from '@kelp/tickets';
import { notFound } from '@kelp/std';
import type { AlertMapping } from '../contract';

/** A new secret address: a path of this installation, as it is shown once, and the hash that is kept. */
export function newAddress(ctx: Ctx): { address: string; tokenHash: string } {
  const token = randomToken(24);
  return { address: `/api/alerts/${ctx.tenant}/${token}`, tokenHash: sha256(token) };
}

/** The columns of a signature that is asked for, or of none. */
export const signatureColumns = (ctx: Ctx, signature: { header: string; secret: string } | null) => ({
  signatureHeader: signature?.header ?? null,
  signatureSecret: signature ? sealPassword(ctx.tenant, signature.secret) : null,
});

/** Throws not_found for a board or priority that is not the workspace's. */
export async function assertPlaces(
  ctx: Ctx,
  boardId: string | null | undefined,
  mapping?: AlertMapping,
): Promise<void> {
  if (boardId) await ctx.db.get(boards, boardId);
  const wanted = [...new Set(mapping?.priorities.map(({ priorityId }) => priorityId) ?? [])];
  if (wanted.length > 0 && (await ctx.db.list(priorities, { id: wanted })).length < wanted.length)
    throw notFound('priority');
}
