import type { Ctx } from '@kelp/kernel';
import { sealPassword } from '@kelp/kernel';
import { randomToken, sha256 } from '@kelp/platform/crypto';

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
