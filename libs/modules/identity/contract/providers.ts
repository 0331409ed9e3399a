import { contract, idOf, instant, lineOfText, z } from '@kelp/kernel/contract';

const preset = z.enum(['google', 'microsoft', 'generic']);
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Give a domain such as northstar.test.');

export const providerCard = z.object({
  id: z.uuid(),
  name: z.string(),
  preset,
  portal: z.enum(['msp', 'client']),
  issuer: z.string(),
  clientId: z.string(),
  hasSecret: z.boolean(),
  isEnabled: z.boolean(),
  mayCreate: z.boolean(),
  roleId: z.uuid().nullable(),
  domains: z.array(z.string()),
  isSecondFactor: z.boolean(),
  /** People who have connected an account of it. */
  people: z.number(),
  version: z.number(),
});
export type ProviderCard = z.output<typeof providerCard>;

export const listProviders = contract({
  name: 'sign_in_provider.list',
  input: z.object({}),
  output: z.object({
    rows: z.array(providerCard),
    /** The address to enter at the provider as redirect or callback address. */
    callback: z.string(),
  }),
});

const facts = {
  name: lineOfText(60),
  preset,
  portal: z.enum(['msp', 'client']).default('msp'),
  issuer: z.url({ error: 'Give the address of the issuer, such as https://login.example.com.' }).max(500),
  clientId: lineOfText(300),
  isEnabled: z.boolean().default(false),
  mayCreate: z.boolean().default(false),
  roleId: idOf('role').nullish(),
  domains: z.array(domain).max(50).default([]),
  isSecondFactor: z.boolean().default(false),
};

export const saveProvider = contract({
  name: 'sign_in_provider.save',
  input: z.object({
    id: idOf('sign-in provider').optional(),
    version: z.number().int().optional(),
    ...facts,
    /** Left out: the former one stays. */
    clientSecret: z.string().max(2000).optional(),
  }),
  output: z.object({ id: z.uuid(), version: z.number() }),
});

export const removeProvider = contract({
  name: 'sign_in_provider.remove',
  input: z.object({ id: idOf('sign-in provider') }),
  output: z.object({ id: z.uuid() }),
});

export const myIdentities = contract({
  name: 'me.identities',
  input: z.object({}),
  output: z.object({
    connected: z.array(
      z.object({
        id: z.uuid(),
        provider: z.string(),
        email: z.string(),
        createdAt: instant,
        lastUsedAt: instant.nullable(),
      }),
    ),
    /** What can still be connected. */
    offered: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
});

export const disconnectIdentity = contract({
  name: 'me.disconnect_identity',
  input: z.object({ id: idOf('connected account') }),
  output: z.object({ id: z.uuid() }),
});
