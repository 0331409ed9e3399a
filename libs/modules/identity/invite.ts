import { sendEmail, type Ctx } from '@kelp/kernel';
import type { Row } from '@kelp/platform/db';
import { readTenant } from '@kelp/tenants';
import { invitationEmail } from './emails/invitation';
import { passwordResetEmail } from './emails/password-reset';
import { portalInvitationEmail } from './emails/portal-invitation';
import { verifyEmailEmail } from './emails/verify-email';
import { languageOf } from './language-of';
import { pagesFor } from './links';
import { issueLink, portalOf } from './mail-links';
import { users } from './tables';

type User = Row<typeof users>;

/** Mails the link by which a new person sets the first password: staff have 7 days, portal users 24 hours. */
export async function sendInvitation(ctx: Ctx, user: User): Promise<void> {
  const token = await issueLink(ctx, user.id, 'invitation');
  const portal = portalOf(user.type);
  const pages = await pagesFor(ctx, portal);
  const { name: workspace } = await readTenant(ctx);
  await sendEmail(ctx, portal === 'msp' ? invitationEmail : portalInvitationEmail, {
    to: { address: user.email, name: user.name },
    locale: await languageOf(ctx, user),
    props: {
      name: user.name,
      workspace,
      link: pages.setPassword(portal, token),
      signInLink: pages.signIn(portal),
    },
    dedupeKey: `invitation:${ctx.newId()}:${user.id}`,
    about: { type: 'user', id: user.id },
  });
}

/** Mails a link for a new password, good for one hour and one use. */
export async function sendPasswordReset(ctx: Ctx, user: User): Promise<void> {
  const token = await issueLink(ctx, user.id, 'password_reset');
  const pages = await pagesFor(ctx, portalOf(user.type));
  const { name: workspace } = await readTenant(ctx);
  await sendEmail(ctx, passwordResetEmail, {
    to: { address: user.email, name: user.name },
    locale: await languageOf(ctx, user),
    props: { name: user.name, workspace, link: pages.setPassword(portalOf(user.type), token) },
    isForClient: user.type === 'client',
    dedupeKey: `password-reset:${ctx.newId()}:${user.id}`,
    about: { type: 'user', id: user.id },
  });
}

/** Mails a link that proves the address, good for 24 hours. */
export async function sendAddressCheck(ctx: Ctx, user: User): Promise<void> {
  const token = await issueLink(ctx, user.id, 'verify_email');
  const pages = await pagesFor(ctx, portalOf(user.type));
  await sendEmail(ctx, verifyEmailEmail, {
    to: { address: user.email, name: user.name },
    locale: await languageOf(ctx, user),
    props: { name: user.name, link: pages.verifyEmail(portalOf(user.type), token) },
    isForClient: user.type === 'client',
    dedupeKey: `verify-email:${ctx.newId()}:${user.id}`,
    about: { type: 'user', id: user.id },
  });
}
