import { defineSetting, z } from '@kelp/kernel';
import { shortestPassword } from './domain/password-rules';

/** How long a new password must be in this workspace. */
export const passwordLength = defineSetting({
  key: 'identity.shortest_password',
  label: 'Characters a new password must have',
  schema: z.number().int().min(shortestPassword).max(64),
  initial: shortestPassword,
});

/** Months that the audit trail is kept, a year at least; null for good. */
export const auditRetention = defineSetting({
  key: 'identity.audit_months',
  label: 'Months that changes are kept',
  schema: z.number().int().min(12).max(240).nullable(),
  initial: null,
});
