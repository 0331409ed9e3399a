import type { Portal } from '../tables';

const roots = { msp: '/auth/msp', client: '/auth/client-portal' } as const;

export const signInPath = (portal: Portal): string => `${roots[portal]}/signin`;
export const forgotPath = (portal: Portal): string => `${roots[portal]}/forgot-password`;
export const checkEmailPath = (portal: Portal): string => `/auth/check-email?portal=${portal}`;

/** The look that belongs to a door. */
export const lookOf = (portal: Portal): 'staff' | 'portal' => (portal === 'msp' ? 'staff' : 'portal');
