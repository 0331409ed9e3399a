import type { ReadCtx } from '@kelp/kernel';
import { portalAddress, publicAddress } from '@kelp/tenants';
import type { Portal } from './tables';

const doorPath = { msp: '/auth/msp', client: '/auth/client-portal' } as const;
const tokenPart = (token: string) => `?token=${encodeURIComponent(token)}`;

/** The full addresses of the pages of one site; `root` is asked anew each time. */
const pagesAt = (root: () => string) => ({
  signIn: (portal: Portal) => `${root()}${doorPath[portal]}/signin`,
  forgot: (portal: Portal) => `${root()}${doorPath[portal]}/forgot-password`,
  setPassword: (portal: Portal, token: string) =>
    `${root()}/auth/password-reset/set-new-password${tokenPart(token)}&portal=${portal}`,
  verifyEmail: (portal: Portal, token: string) => `${root()}/auth/verify-email${tokenPart(token)}&portal=${portal}`,
  ticket: (portal: Portal, id: string) => `${root()}${portal === 'msp' ? '/msp' : '/client-portal'}/tickets/${id}`,
  page: (path: string) => `${root()}${path}`,
  setUp: (token: string) => `${root()}/setup${tokenPart(token)}`,
});

/** The pages at the public address, for staff, operators and the server itself. */
export const pageAddress = pagesAt(publicAddress);

/** The pages that a mail to this side leads to: for clients those on their MSP's own domain, once it is verified. */
export async function pagesFor(ctx: ReadCtx, portal: Portal): Promise<typeof pageAddress> {
  if (portal === 'msp') return pageAddress;
  const root = await portalAddress(ctx);
  return pagesAt(() => root);
}
