import { bareTenantColumns, bigint, instant, tenantColumns, text, textList, uuid } from '@kelp/platform/db';

export type FactorKind = 'totp' | 'passkey';
/** By what a session was opened beside (or instead of) a password. */
export type FactorMethod = FactorKind | 'recovery' | 'provider';

/** An authenticator app (`secret`, sealed) or a passkey (`credential_id`, `public_key`). Counts once it is confirmed. */
export const mfaFactors = tenantColumns(
  'mfa_factors',
  {
    userId: uuid(),
    kind: text<FactorKind>(),
    name: text(),
    secret: text().orNull(),
    credentialId: text().orNull(),
    publicKey: text().orNull(),
    signCount: bigint().withDefault(),
    transports: textList().withDefault(),
    /** The time step of the last code taken: an app's code works once. */
    lastStep: bigint().withDefault(),
    confirmedAt: instant().orNull(),
    lastUsedAt: instant().orNull(),
  },
  {
    noun: 'second factor',
    secret: ['secret', 'publicKey'],
    conflicts: { mfa_factors_credential_id_unique: 'This passkey is registered already.' },
  },
);

export const recoveryCodes = tenantColumns(
  'recovery_codes',
  { userId: uuid(), codeHash: text(), usedAt: instant().orNull() },
  { secret: ['codeHash'], noun: 'recovery code', isAudited: false },
);

/** The one open challenge of a signed-in person, for adding a passkey or proving who one is. */
export const passkeyChallenges = bareTenantColumns(
  'passkey_challenges',
  { userId: uuid(), challenge: text(), expiresAt: instant() },
  { isAudited: false },
);
