import type { Portal } from '../tables';

export interface ShippedRole {
  readonly name: string;
  readonly portal: Portal;
}

/** The roles of every new workspace. A name may stand on both sides; the side decides. */
export const shippedRoles: readonly ShippedRole[] = [
  ...['Owner', 'Admin', 'Manager', 'Dispatcher', 'Technician', 'Project Manager', 'Finance', 'Auditor'].map(
    (name) => ({ name, portal: 'msp' }) as const,
  ),
  ...['Admin', 'User', 'Finance'].map((name) => ({ name, portal: 'client' }) as const),
];

/** The client roles without which nobody can be invited to the portal. */
export const requiredPortalRoles = ['Admin', 'User'] as const;
export type PortalRole = (typeof requiredPortalRoles)[number];

export const ownerRole = 'Owner';

/** Whether a role ships with the product; by its name, which such a role keeps. */
export const isShippedRole = (role: { name: string; msp: boolean }): boolean =>
  shippedRoles.some(({ name, portal }) => name === role.name && (portal === 'msp') === role.msp);
