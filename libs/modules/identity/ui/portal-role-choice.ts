import { t } from './strings';

const names = ['User', 'Admin'] as const;
export type PortalRoleName = (typeof names)[number];

/** The two roles that a contact may have, to choose from. */
export const portalRoles = () => names.map((value) => ({ value, label: t(`portal.role.${value}`) }));

/** The role with this name; null for any other text. */
export const portalRoleOf = (text: string | null): PortalRoleName | null => names.find((name) => name === text) ?? null;
