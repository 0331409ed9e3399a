import { inUnit, type Caller, type House } from '@kelp/kernel';
import { sha256 } from '@kelp/platform/crypto';
import { sql, type Unit } from '@kelp/platform/db';
import { hasFactor, requiredFrom } from '../factors/factor-due-at';
import { tenantOfToken } from '../domain/routed-token';
import { seenStepMs, sessionLife } from '../domain/session-life';
import { sessions, type Portal } from '../tables';
import { confinementOf } from './confinement';
import { mayEnter } from './may-enter';
import { actorOf, personColumns, type Person } from './person';
import { viewedActor, type ViewedIds } from './viewed-actor';

interface LiveSession extends Person, ViewedIds {
  readonly sessionId: string;
  readonly portal: Portal;
  readonly seenAt: Date;
  readonly now: Date;
  /** A role demands a second factor by now and the person has none. */
  readonly lacksFactor: boolean;
}

/** SQL: a role of `u` demands a second factor by now, and neither the person nor the way in of session `s` brought one. */
const lacksFactor = sql`(s.second_factor is distinct from 'provider'
  and ${requiredFrom} <= kelp_now() and not ${hasFactor})`;

/** The live session of a token, in one round trip: not revoked, not expired, not idle, person and workspace active, door and type agree. */
async function findSession(unit: Unit, token: string): Promise<LiveSession | undefined> {
  const [found] = await unit.rows<LiveSession>(
    sql`select s.id as session_id, s.portal, s.seen_at, s.viewed_user_id, s.viewed_role_id, kelp_now() as now, ${lacksFactor} as lacks_factor, ${personColumns()}
        from sessions s
        join users u on u.tenant_id = s.tenant_id and u.id = s.user_id
        join tenants t on t.id = s.tenant_id
        where s.tenant_id = ${unit.tenant} and s.token_hash = ${sha256(token)} and s.revoked_at is null and ${mayEnter} and t.is_active
          and s.expires_at > kelp_now() and s.seen_at > kelp_now() - ${sessionLife.idleMs} * interval '1 millisecond'
          and (s.portal = 'client') = (u.type = 'client')`,
  );
  return found;
}

/**
 * Who calls, by the token of a session; null when the session does not hold (any more). `door` narrows to one side: 'ui' takes staff
 * only, 'portal' clients only; without it the session's own side decides. Permissions are read anew each time, so a change of roles,
 * a sign-out or a deactivation holds from the next request on.
 */
export async function callerFromSession(
  house: House,
  token: string,
  request: { requestId: string; door?: 'ui' | 'portal' },
): Promise<Caller | null> {
  const tenant = tenantOfToken(token);
  if (!tenant) return null;
  const found = await house.database.inTenant(tenant, 'READ ONLY', (unit) => findSession(unit, token));
  if (!found) return null;
  const door = found.portal === 'msp' ? 'ui' : 'portal';
  if (request.door && request.door !== door) return null;
  if (found.now.getTime() - found.seenAt.getTime() > seenStepMs) await noteSeen(house, tenant, found);
  const own = actorOf(house, tenant, found, { kind: 'user', sessionId: found.sessionId, ...confinementOf(found) });
  const actor = await viewedActor(house, tenant, own, found);
  return { tenant, actor, door, requestId: request.requestId, locale: found.locale };
}

async function noteSeen(house: House, tenant: string, session: LiveSession): Promise<void> {
  await house.database.inTenant(tenant, 'READ WRITE', (unit) =>
    unit.rows(
      sql`update sessions set seen_at = ${session.now} where tenant_id = ${tenant} and id = ${session.sessionId} and seen_at < ${session.now}`,
    ),
  );
}

/** Ends the session of this token at once. Does nothing for a token that holds no more. */
export async function signOut(house: House, token: string, requestId = 'sign-out'): Promise<void> {
  const caller = await callerFromSession(house, token, { requestId });
  const sessionId = caller?.actor.sessionId;
  if (!caller || !sessionId) return;
  await inUnit(house, caller, 'session.close', async (ctx) => {
    await ctx.db.update(sessions, sessionId, { revokedAt: ctx.now() });
    ctx.touch('session');
  });
}
