import { inReadUnit, systemActor } from '@kelp/kernel';
import { AppError, isUuid } from '@kelp/std';
import type { Row } from '@kelp/platform/db';
import { doorTime } from '../sign-in/door-time';
import type { IdentityDeps, Origin } from '../sign-in/deps';
import { signInProviders } from '../tables';
import { readLinkNote } from './link-note';
import { sealJourney } from './journey-note';
import { askProvider } from './oidc';

const journeyLifeMs = 10 * 60_000;

export interface Beginning extends Origin {
  /** `<tenant>.<provider>` as the sign-in page got it. */
  readonly provider: string;
  readonly next: string;
  /** Of `me.connect_identity`. */
  readonly link: string;
  /** The secret of an invitation. */
  readonly invitation: string;
}

const gone = () => new AppError('provider.gone', 404, 'This way to sign in does not exist any more. Take another one.');

/** The enabled provider of a workspace. Throws provider.gone. */
export async function enabledProvider(
  { house }: IdentityDeps,
  tenantId: string,
  providerId: string,
  requestId: string,
): Promise<Row<typeof signInProviders>> {
  if (!isUuid(tenantId) || !isUuid(providerId)) throw gone();
  const caller = { tenant: tenantId, actor: systemActor('sign-in door'), door: 'ui' as const, requestId };
  const found = await inReadUnit(house, caller, (ctx) =>
    ctx.db.find(signInProviders, { id: providerId, isEnabled: true }),
  );
  if (!found) throw gone();
  return found;
}

/** Sends a person to the provider: its address, and what the browser keeps in a cookie until it comes back. */
export async function beginByProvider(
  deps: IdentityDeps,
  request: Beginning,
): Promise<{ url: string; cookie: string; maxAgeMs: number }> {
  const [tenantId = '', providerId = ''] = request.provider.split('.');
  const provider = await enabledProvider(deps, tenantId, providerId, request.requestId);
  const now = await doorTime(deps);
  const linkUserId = request.link ? readLinkNote(deps.secret, request.link, { tenantId, providerId }, now) : null;
  const { url, ...asked } = await askProvider(provider);
  const cookie = sealJourney(deps.secret, {
    tenantId,
    providerId,
    portal: provider.portal,
    ...asked,
    next: request.next.slice(0, 500),
    until: now.getTime() + journeyLifeMs,
    linkUserId,
    invitation: request.invitation.slice(0, 200) || null,
  });
  return { url, cookie, maxAgeMs: journeyLifeMs };
}
