import { inUnit, type Caller } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { forbidden, unauthenticated } from '@kelp/std';
import { assertProved } from '../factors/prove';
import { doorTime } from '../sign-in/door-time';
import type { IdentityDeps } from '../sign-in/deps';
import { signInProviders, type Portal } from '../tables';
import { writeLinkNote } from './link-note';
import { discover } from './oidc';

export interface OfferedProvider {
  /** `<tenant>.<provider>`, for `/api/sign-in/begin/<key>`. */
  readonly key: string;
  readonly name: string;
  readonly preset: string;
}

/** The providers whose buttons stand at a door of this installation, by name. */
export async function offeredProviders({ house }: IdentityDeps, portal: Portal): Promise<OfferedProvider[]> {
  const rows = await house.database.control<{ tenantId: string; providerId: string; name: string; preset: string }>(
    sql`select tenant_id, provider_id, name, preset from find_providers(${portal})`,
  );
  return rows.map(({ tenantId, providerId, name, preset }) => ({ key: `${tenantId}.${providerId}`, name, preset }));
}

const noteLifeMs = 5 * 60_000;

/** Where a signed-in person goes to connect an account. Throws proof_needed when they signed in long ago. */
export async function beginConnecting(
  deps: IdentityDeps,
  caller: Caller | null,
  providerId: string,
): Promise<{ href: string }> {
  if (!caller?.actor.sessionId || !caller.actor.id || caller.actor.confinement) throw unauthenticated();
  await inUnit(deps.house, caller, 'me.begin_connecting', async (ctx) => {
    await assertProved(ctx);
    await ctx.db.get(signInProviders, providerId);
  });
  const until = (await doorTime(deps)).getTime() + noteLifeMs;
  const link = writeLinkNote(deps.secret, { tenantId: caller.tenant, providerId, userId: caller.actor.id, until });
  return { href: `/api/sign-in/begin/${caller.tenant}.${providerId}?link=${encodeURIComponent(link)}` };
}

/** Asks the provider what it says of itself, outside any transaction. Throws provider.unreachable or out.host. */
export async function checkProvider(
  deps: IdentityDeps,
  caller: Caller | null,
  asked: { issuer: string; clientId: string },
): Promise<{ issuer: string; signInAddress: string }> {
  if (!caller) throw unauthenticated();
  const { permissions, confinement } = caller.actor;
  if (confinement || (permissions !== 'all' && !permissions.has('sign_in_settings.update')))
    throw forbidden('sign_in_settings.update');
  const issuer = asked.issuer.replace(/\/+$/, '');
  const provider = {
    ...asked,
    issuer,
    tenantId: caller.tenant,
    id: 'check',
    clientSecret: '',
    version: 0,
    name: issuer,
  };
  const found = (await discover(provider)).serverMetadata();
  return { issuer: found.issuer, signInAddress: found.authorization_endpoint ?? '' };
}
