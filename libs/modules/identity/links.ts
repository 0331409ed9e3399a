import { publicAddress } from '@kelp/tenants';
import type { Portal } from './tables';

const doorPath = { msp: '/auth/msp', client: '/auth/client-portal' } as const;
const withToken = (path: string, token: string) => `${publicAddress()}${path}?token=${encodeURIComponent(token)}`;

/** The full addresses of the pages that mails and the operator's tool point to. */
export const pageAddress = {
  signIn: (portal: Portal) => `${publicAddress()}${doorPath[portal]}/signin`,
  forgot: (portal: Portal) => `${publicAddress()}${doorPath[portal]}/forgot-password`,
  setPassword: (portal: Portal, token: string) =>
    `${withToken('/auth/password-reset/set-new-password', token)}&portal=${portal}`,
  verifyEmail: (portal: Portal, token: string) => `${withToken('/auth/verify-email', token)}&portal=${portal}`,
  ticket: (portal: Portal, id: string) =>
    `${publicAddress()}${portal === 'msp' ? '/msp' : '/client-portal'}/tickets/${id}`,
  page: (path: string) => `${publicAddress()}${path}`,
  setUp: (token: string) => withToken('/setup', token),
};
