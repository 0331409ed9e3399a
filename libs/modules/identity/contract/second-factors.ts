import { contract, idOf, instant, lineOfText, z } from '@kelp/kernel/contract';

/** What a browser's passkey functions give and take; read by the passkey library, which checks every part of it. */
const passkeyJson = z.record(z.string().max(100), z.unknown());
const recoveryCodeList = z.array(z.string()).nullable();
const factorName = lineOfText(60);

export const factorCard = z.object({
  id: z.uuid(),
  kind: z.enum(['totp', 'passkey']),
  name: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});
export type FactorCard = z.output<typeof factorCard>;

/** The own second factors. */
export const myFactors = contract({
  name: 'me.factors',
  input: z.object({}),
  output: z.object({
    factors: z.array(factorCard),
    recoveryCodesLeft: z.number(),
    /** From when a role of this person demands a second factor; null when none does. */
    requiredFrom: instant.nullable(),
  }),
});

export const startTotp = contract({
  name: 'me.start_totp',
  input: z.object({}),
  output: z.object({
    id: z.uuid(),
    /** Base32, in groups of four, for typing it in. */
    secret: z.string(),
    /** The `otpauth:` address as an SVG picture. */
    picture: z.string(),
  }),
});

/** `recoveryCodes` are told once, with the first factor; null when the person has some already. */
const confirmed = z.object({ id: z.uuid(), recoveryCodes: recoveryCodeList });

export const confirmTotp = contract({
  name: 'me.confirm_totp',
  input: z.object({ id: idOf('second factor'), code: z.string().max(20), name: factorName }),
  output: confirmed,
});

export const startPasskey = contract({
  name: 'me.start_passkey',
  input: z.object({}),
  output: z.object({ options: passkeyJson }),
});

export const confirmPasskey = contract({
  name: 'me.confirm_passkey',
  input: z.object({ response: passkeyJson, name: factorName }),
  output: confirmed,
});

export const renameFactor = contract({
  name: 'me.rename_factor',
  input: z.object({ id: idOf('second factor'), name: factorName }),
  output: z.object({ id: z.uuid() }),
});

export const removeFactor = contract({
  name: 'me.remove_factor',
  input: z.object({ id: idOf('second factor') }),
  output: z.object({ id: z.uuid() }),
});

export const newRecoveryCodes = contract({
  name: 'me.new_recovery_codes',
  input: z.object({}),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
});

/** An administrator takes all second factors of somebody who lost them; the person is told by mail and signed out. */
export const resetFactors = contract({
  name: 'user.reset_factors',
  input: z.object({ id: idOf('user') }),
  output: z.object({ id: z.uuid() }),
});

export const requireFactor = contract({
  name: 'role.require_factor',
  input: z.object({
    id: idOf('role'),
    isRequired: z.boolean(),
    /** Days until it is demanded of people who have none yet. */
    graceDays: z.number().int().min(0, 'At least 0 days.').max(90, 'At most 90 days.').default(7),
  }),
  output: z.object({ id: z.uuid(), from: instant.nullable() }),
});
