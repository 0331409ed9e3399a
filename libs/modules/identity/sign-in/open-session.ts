import { inUnit, type Caller, type House } from '@kelp/kernel';
import { randomToken, sha256 } from '@kelp/platform/crypto';
import { sql } from '@kelp/platform/db';
import { sessionLife } from '../domain/session-life';
import { routedToken } from '../domain/routed-token';
import { sessions, type FactorMethod, type Portal } from '../tables';
import type { Account } from './accounts';
import { tellOfNewDevice } from './new-device';
import type { Origin } from './deps';

export interface SignedIn {
  readonly kind: 'signed_in';
  /** Opaque; stored only as a hash. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly tenantId: string;
  readonly userId: string;
  readonly name: string;
}

/** A caller for what a person does at the door, before there is a session: it holds no permission. */
export const doorCaller = (
  account: Pick<Account, 'tenantId' | 'userId' | 'name'>,
  portal: Portal,
  origin: Origin,
): Caller => ({
  tenant: account.tenantId,
  door: portal === 'msp' ? 'ui' : 'portal',
  requestId: origin.requestId,
  actor: {
    kind: 'user',
    id: account.userId,
    name: account.name,
    userType: portal === 'msp' ? 'internal' : 'client',
    permissions: new Set(),
    clientId: null,
    contactId: null,
    sessionId: null,
  },
});

/** A new session of this person: 30 days at most. Returns its token, which is told only now. */
export async function openSession(
  house: House,
  account: Account,
  portal: Portal,
  origin: Origin,
  secondFactor: FactorMethod | null = null,
): Promise<SignedIn> {
  const token = routedToken(account.tenantId, randomToken());
  const expiresAt = await inUnit(house, doorCaller(account, portal, origin), 'session.open', async (ctx) => {
    await tellOfNewDevice(ctx, account.userId, origin);
    const expires = new Date(ctx.now().getTime() + sessionLife.absoluteMs);
    await ctx.db.insert(sessions, {
      userId: account.userId,
      tokenHash: sha256(token),
      portal,
      userAgent: origin.userAgent.slice(0, 400),
      remoteAddress: origin.remoteAddress.slice(0, 64),
      expiresAt: expires,
      seenAt: ctx.now(),
      provedAt: ctx.now(),
      secondFactor,
    });
    // Not an edit of the person: it neither counts the version nor stands in the trail beside the session.
    await ctx.db.rows(
      sql`update users set last_sign_in_at = ${ctx.now()} where tenant_id = ${ctx.tenant} and id = ${account.userId}`,
    );
    return expires;
  });
  const { tenantId, userId, name } = account;
  return { kind: 'signed_in', token, expiresAt, tenantId, userId, name };
}
