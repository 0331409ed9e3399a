import type { Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { endSessions } from './end-sessions';
import { userDeactivated } from './events';
import { voidLinks } from './mail-links';
import { apiKeys, users } from './tables';

/** Takes all access of a person at once: sessions, keys and open links. The name stays on everything they did. */
export async function endAccess(ctx: Ctx, user: Row<typeof users>): Promise<void> {
  await ctx.db.update(users, user.id, { isActive: false });
  await endSessions(ctx, user.id);
  for (const key of await ctx.db.list(apiKeys, { userId: user.id, revokedAt: null })) await endApiKey(ctx, key);
  await voidLinks(ctx, user.id, ['password_reset', 'invitation', 'verify_email']);
  ctx.emit(userDeactivated, user.id, { userId: user.id, type: user.type });
}

/** Ends an API key from the next request on. */
export async function endApiKey(ctx: Ctx, key: Row<typeof apiKeys>): Promise<void> {
  await ctx.db.update(apiKeys, key.id, { revokedAt: ctx.now() });
  await ctx.db.rows(sql`delete from api_key_routes where tenant_id = ${ctx.tenant} and key_hash = ${key.keyHash}`);
}
