import { sendEmail, type Ctx } from '@kelp/kernel';
import { hashPassword } from '@kelp/platform/crypto';
import type { Row } from '@kelp/platform/db';
import { checkPassword } from './domain/password-rules';
import { passwordChangedEmail } from './emails/password-changed';
import { endSessions } from './end-sessions';
import { userPasswordChanged } from './events';
import { languageOf } from './language-of';
import { pagesFor } from './links';
import { portalOf, voidLinks } from './mail-links';
import { passwordLength } from './settings';
import { users } from './tables';

/**
 * Sets a password, voids open links, ends all sessions but `keptSessionId` and tells the person by mail when there was a password
 * before. Throws invalid with the reasons for a weak one.
 */
export async function setPassword(
  ctx: Ctx,
  user: Row<typeof users>,
  password: string,
  keptSessionId: string | null = null,
): Promise<void> {
  checkPassword(password, user, await ctx.setting(passwordLength));
  await ctx.db.update(users, user.id, { passwordHash: await hashPassword(password) });
  await voidLinks(ctx, user.id, ['password_reset', 'invitation']);
  await endSessions(ctx, user.id, keptSessionId);
  if (user.passwordHash === null) return;
  ctx.emit(userPasswordChanged, user.id, { userId: user.id, type: user.type });
  const pages = await pagesFor(ctx, portalOf(user.type));
  await sendEmail(ctx, passwordChangedEmail, {
    to: { address: user.email, name: user.name },
    locale: await languageOf(ctx, user),
    props: { name: user.name, forgotLink: pages.forgot(portalOf(user.type)) },
    isForClient: user.type === 'client',
    dedupeKey: `password-changed:${ctx.newId()}:${user.id}`,
  });
}
