import { defineAction, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { unauthenticated } from '@kelp/std';
import { updateMe } from '../contract';
import { userUpdated } from '../events';
import { users } from '../tables';
import { checkZone } from './update-user';

/** Own name and time zone. */
export const updateMeAction = defineAction(updateMe, {
  signedIn: true,
  run: async (ctx, { version, ...patch }) => {
    checkZone(patch.zone);
    const me = await ownRow(ctx);
    const after = await ctx.db.update(users, me.id, patch, version);
    ctx.emit(userUpdated, me.id, { userId: me.id, type: me.type });
    return { id: me.id, version: after.version };
  },
});

/** The signed-in person's own row, locked. API keys and the system have no account of their own. */
export async function ownRow(ctx: Ctx): Promise<Row<typeof users>> {
  const { kind, id } = ctx.actor;
  const [row] = kind === 'user' && id ? await ctx.db.list(users, { id }, { lock: true, limit: 1 }) : [];
  if (!row) throw unauthenticated();
  return row;
}
