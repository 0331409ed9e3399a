import { sendEmail, type Ctx } from '@kelp/kernel';
import { sql } from '@kelp/platform/db';
import { deviceName } from '../domain/device-name';
import { newDeviceEmail } from '../emails/new-device';
import { languageOf } from '../language-of';
import { pagesFor } from '../links';
import { portalOf } from '../mail-links';
import { users } from '../tables';
import type { Origin } from './deps';

/**
 * Tells a person by mail when somebody signs in as them on a kind of device that none of their sessions of the last weeks had. The very
 * first sign-in tells nobody: there is nothing to compare it with.
 */
export async function tellOfNewDevice(ctx: Ctx, userId: string, origin: Origin): Promise<void> {
  const before = await ctx.db.rows<{ userAgent: string }>(
    sql`select distinct user_agent from sessions where tenant_id = ${ctx.tenant} and user_id = ${userId} limit 500`,
  );
  const device = deviceName(origin.userAgent);
  if (before.length === 0 || before.some((session) => deviceName(session.userAgent) === device)) return;
  const user = await ctx.db.get(users, userId);
  const portal = portalOf(user.type);
  const pages = await pagesFor(ctx, portal);
  await sendEmail(ctx, newDeviceEmail, {
    to: { address: user.email, name: user.name },
    locale: await languageOf(ctx, user),
    props: {
      name: user.name,
      device,
      remoteAddress: origin.remoteAddress || '?',
      profileLink: pages.page(portal === 'msp' ? '/msp/profile' : '/client-portal/profile'),
      forgotLink: pages.forgot(portal),
    },
    isForClient: portal === 'client',
    dedupeKey: `new-device:${ctx.newId()}:${userId}`,
  });
}
