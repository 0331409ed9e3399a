import * as oidc from 'openid-client';
import { mailHostRules, openPassword } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { fetchOut } from '@kelp/platform/http-out';
import { AppError, isAppError } from '@kelp/std';
import { pageAddress } from '../links';
import type { signInProviders } from '../tables';

type Provider = Pick<
  Row<typeof signInProviders>,
  'tenantId' | 'id' | 'issuer' | 'clientId' | 'clientSecret' | 'version' | 'name'
>;

/** Where providers send people back to. */
export const callbackAddress = (): string => pageAddress.page('/api/sign-in/callback');

/** What a provider said of itself is believed for ten minutes. */
const knownForMs = 10 * 60_000;
const known = new Map<string, { at: number; found: Promise<oidc.Configuration> }>();

/** Every request to a provider goes out by the rules for servers that tenants name. */
const guarded: oidc.CustomFetch = async (url, options) =>
  fetchOut(
    url,
    {
      method: options.method,
      headers: options.headers,
      ...(options.body ? { body: String(options.body) } : {}),
    },
    await mailHostRules(),
  );

const unreachable = (name: string) =>
  new AppError(
    'provider.unreachable',
    502,
    `${name} does not answer as an OpenID provider. Check the issuer address and that it can be reached from this server.`,
  );

/**
 * The provider as OpenID Connect Discovery describes it, checked to be the issuer it was asked as.
 * @throws AppError `provider.unreachable`, or `out.host` when its address is not open.
 */
export function discover(provider: Provider): Promise<oidc.Configuration> {
  const key = [provider.tenantId, provider.id, provider.version, provider.issuer, provider.clientId].join('|');
  const before = known.get(key);
  if (before && performance.now() - before.at < knownForMs) return before.found;
  const found = ask(provider);
  known.set(key, { at: performance.now(), found });
  found.catch(() => known.delete(key));
  return found;
}

async function ask(provider: Provider): Promise<oidc.Configuration> {
  const issuer = new URL(provider.issuer);
  const secret = openPassword(provider.tenantId, provider.clientSecret);
  try {
    return await oidc.discovery(
      issuer,
      provider.clientId,
      undefined,
      secret ? oidc.ClientSecretPost(secret) : oidc.None(),
      {
        [oidc.customFetch]: guarded,
        timeout: 8,
        // The rules for outgoing requests let http through to this machine only, where tests run.
        ...(issuer.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {}),
      },
    );
  } catch (error) {
    const cause = (error as { cause?: unknown }).cause;
    for (const one of [error, cause]) if (isAppError(one) && one.id === 'out.host') throw one;
    throw unreachable(provider.name);
  }
}

export interface Asked {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The provider's page for this person, with a state, a nonce and a PKCE challenge (RFC 7636) of its own. */
export async function askProvider(provider: Provider): Promise<Asked> {
  const config = await discover(provider);
  const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()];
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callbackAddress(),
    scope: 'openid email profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return { url: url.href, state, nonce, verifier };
}

export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  /** '' unless the provider vouches for it. */
  readonly verifiedEmail: string;
  readonly email: string;
  readonly name: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 254) : '');

/**
 * Who came back, out of the signed ID token: signature, issuer, audience, time, nonce, state and PKCE are checked by the library.
 * @throws AppError `provider.refused`.
 */
export async function readAnswer(
  provider: Provider,
  currentUrl: URL,
  asked: { state: string; nonce: string; verifier: string },
): Promise<Claims> {
  const config = await discover(provider);
  const tokens = await oidc
    .authorizationCodeGrant(config, currentUrl, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      idTokenExpected: true,
    })
    .catch(() => {
      throw new AppError('provider.refused', 401, `${provider.name} did not confirm who you are. Please try again.`);
    });
  const claims = tokens.claims();
  if (!claims) throw new AppError('provider.refused', 401, `${provider.name} did not confirm who you are.`);
  const email = textOf(claims['email']).toLowerCase();
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email,
    verifiedEmail: claims['email_verified'] === true ? email : '',
    name: textOf(claims['name']) || email.split('@')[0] || 'New colleague',
  };
}
