import { inUnit, systemActor, type Caller, type Ctx } from '@kelp/kernel';
import { sql, type Row } from '@kelp/platform/db';
import { AppError } from '@kelp/std';
import { tellOfChange } from '../factors/tell-of-change';
import { useLink } from '../mail-links';
import { accountOf } from '../sign-in/accounts';
import { tooLate } from '../sign-in/choice';
import { doorTime } from '../sign-in/door-time';
import type { IdentityDeps, Origin } from '../sign-in/deps';
import { enterAccount, type FactorNeeded } from '../sign-in/enter-account';
import { openSession, type SignedIn } from '../sign-in/open-session';
import { providerIdentities, signInProviders, users, type Portal } from '../tables';
import { writeUser } from '../write-user';
import { enabledProvider } from './begin';
import { openJourney, type Journey } from './journey-note';
import { readAnswer, type Claims } from './oidc';

type Provider = Row<typeof signInProviders>;

export type Arrival = (SignedIn | FactorNeeded | { kind: 'connected' }) & { portal: Portal; next: string };

/**
 * A person comes back from a provider: they are signed in, asked for their second factor, or their account there is connected to the one here.
 * Who it is is told by issuer and subject alone; an address opens nothing. Throws provider.refused, provider.unknown, provider.known_address,
 * link_expired or choice_expired.
 */
export async function finishByProvider(
  deps: IdentityDeps,
  request: Origin & { url: URL; cookie: string; caller: Caller | null },
): Promise<Arrival> {
  const journey = openJourney(deps.secret, request.cookie, await doorTime(deps));
  if (!journey) throw tooLate();
  const { tenantId, portal, next } = journey;
  const provider = await enabledProvider(deps, tenantId, journey.providerId, request.requestId);
  const claims = await readAnswer(provider, request.url, journey);
  if (journey.linkUserId) {
    await connect(deps, provider, journey, claims, request.caller);
    return { kind: 'connected', portal, next };
  }
  const caller = {
    tenant: tenantId,
    actor: systemActor(provider.name),
    door: 'ui' as const,
    requestId: request.requestId,
  };
  const userId = await inUnit(deps.house, caller, 'provider.sign_in', (ctx) =>
    personOf(ctx, provider, claims, journey.invitation),
  );
  const account = await accountOf(deps.house, portal, tenantId, userId);
  if (!account) throw unknown(provider);
  const found = provider.isSecondFactor
    ? await openSession(deps.house, account, portal, request, 'provider')
    : await enterAccount(deps, account, portal, request);
  return { ...found, portal, next };
}

const unknown = ({ name }: Provider) =>
  new AppError(
    'provider.unknown',
    401,
    `This ${name} account opens nothing here. Sign in as usual and connect it in your profile, or ask your administrator.`,
  );

/** The person of this account somewhere else; one who is invited, or made now where the provider may. */
async function personOf(ctx: Ctx, provider: Provider, claims: Claims, invitation: string | null): Promise<string> {
  const identity = await ctx.db.find(providerIdentities, {
    providerId: provider.id,
    issuer: claims.issuer,
    subject: claims.subject,
  });
  if (identity) {
    await ctx.db.rows(
      sql`update provider_identities set last_used_at = ${ctx.now()}, email = ${claims.email}
          where tenant_id = ${ctx.tenant} and id = ${identity.id}`,
    );
    return identity.userId;
  }
  if (invitation) return takeInvitation(ctx, provider, claims, invitation);
  return createColleague(ctx, provider, claims);
}

/** The link of the invitation proves the address that it was sent to; the account that takes it is connected for good. */
async function takeInvitation(ctx: Ctx, provider: Provider, claims: Claims, invitation: string): Promise<string> {
  const user = await useLink(ctx, invitation, ['invitation']);
  if ((user.type === 'client') !== (provider.portal === 'client')) throw unknown(provider);
  await writeIdentity(ctx, provider, claims, user.id);
  if (!user.emailVerifiedAt) await ctx.db.update(users, user.id, { emailVerifiedAt: ctx.now() });
  ctx.touch('user');
  return user.id;
}

async function createColleague(ctx: Ctx, provider: Provider, claims: Claims): Promise<string> {
  const domain = claims.verifiedEmail.split('@')[1] ?? '';
  if (!provider.mayCreate || !provider.roleId || !provider.domains.includes(domain)) throw unknown(provider);
  const taken = await ctx.db.find(users, { email: claims.verifiedEmail, type: 'internal' });
  if (taken)
    throw new AppError(
      'provider.known_address',
      409,
      `Somebody with this address is here already. Sign in with your password and connect ${provider.name} in your profile.`,
    );
  const user = await writeUser(ctx, {
    name: claims.name.slice(0, 200),
    email: claims.verifiedEmail,
    roleIds: [provider.roleId],
  });
  await ctx.db.update(users, user.id, { emailVerifiedAt: ctx.now() });
  await writeIdentity(ctx, provider, claims, user.id);
  return user.id;
}

const writeIdentity = (ctx: Ctx, provider: Provider, claims: Claims, userId: string) =>
  ctx.db.insert(providerIdentities, {
    userId,
    providerId: provider.id,
    issuer: claims.issuer,
    subject: claims.subject,
    email: claims.email,
    lastUsedAt: ctx.now(),
  });

/** The browser that comes back must be signed in as the person who asked: else one could connect one's own account to somebody else. */
async function connect(
  deps: IdentityDeps,
  provider: Provider,
  journey: Journey,
  claims: Claims,
  caller: Caller | null,
): Promise<void> {
  if (!caller || caller.tenant !== journey.tenantId || !caller.actor.id || caller.actor.id !== journey.linkUserId)
    throw tooLate();
  const userId = caller.actor.id;
  await inUnit(deps.house, caller, 'me.connect_identity', async (ctx) => {
    const taken = await ctx.db.find(providerIdentities, {
      providerId: provider.id,
      issuer: claims.issuer,
      subject: claims.subject,
    });
    if (taken)
      throw new AppError('provider.taken', 409, `This ${provider.name} account is connected to somebody here already.`);
    await writeIdentity(ctx, provider, claims, userId);
    await tellOfChange(ctx, await ctx.db.get(users, userId), { kind: 'connected', factor: provider.name });
    ctx.touch('user');
  });
}
