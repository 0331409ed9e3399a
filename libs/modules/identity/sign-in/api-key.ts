import type { Caller, House } from '@kelp/kernel';
import { sha256 } from '@kelp/platform/crypto';
import { sql } from '@kelp/platform/db';
import { AppError } from '@kelp/std';
import { isWithin } from '../domain/networks';
import { seenStepMs } from '../domain/session-life';
import { actorOf, personColumns, type Person } from './person';

interface LiveKey extends Person {
  readonly keyId: string;
  readonly scopes: string[] | null;
  readonly networks: string[];
  readonly lastUsedAt: Date | null;
  readonly now: Date;
}

/** A key that is bound to networks opens nothing from elsewhere. */
function assertNetwork({ networks }: LiveKey, address: string): void {
  if (networks.length === 0 || isWithin(address, networks)) return;
  throw new AppError(
    'api_key.network',
    403,
    `This key may not be used from ${address}. Add the address to a new key under Settings › API keys.`,
  );
}

/** Who calls, by an API key: its owner with what their roles give now, narrowed to the scopes of the key. Null when the key does not hold (any more). */
export async function callerFromApiKey(
  house: House,
  key: string,
  request: { requestId: string; remoteAddress: string },
): Promise<Caller | null> {
  if (key.length > 200) return null;
  const keyHash = sha256(key);
  const [route] = await house.database.control<{ tenant: string | null }>(
    sql`select find_api_key(${keyHash}) as tenant`,
  );
  const tenant = route?.tenant;
  if (!tenant) return null;
  const [found] = await house.database.inTenant(tenant, 'READ ONLY', (unit) =>
    unit.rows<LiveKey>(
      sql`select k.id as key_id, k.scopes, k.networks, k.last_used_at, kelp_now() as now, ${personColumns(sql`k.id`)}
          from api_keys k
          join users u on u.tenant_id = k.tenant_id and u.id = k.user_id
          join tenants t on t.id = k.tenant_id
          where k.tenant_id = ${tenant} and k.key_hash = ${keyHash} and k.revoked_at is null and u.is_active and t.is_active
            and u.type = 'internal' and (k.expires_at is null or k.expires_at > kelp_now())`,
    ),
  );
  if (!found) return null;
  assertNetwork(found, request.remoteAddress);
  await noteUse(house, tenant, found);
  const whole = actorOf(house, tenant, found, { kind: 'api_key', sessionId: null });
  const actor = found.scopes ? { ...whole, scopes: new Set(found.scopes) } : whole;
  return { tenant, actor, door: 'api', requestId: request.requestId, locale: found.locale };
}

async function noteUse(house: House, tenant: string, { keyId, lastUsedAt, now }: LiveKey): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() <= seenStepMs) return;
  await house.database.inTenant(tenant, 'READ WRITE', (unit) =>
    unit.rows(sql`update api_keys set last_used_at = ${now} where tenant_id = ${tenant} and id = ${keyId}`),
  );
}
