import { contract, instant, z } from '@kelp/kernel/contract';

/** Why a domain is not verified: no record, another value in it, no answer of the DNS, somebody else's already, or a record that went away. */
export const domainProblem = z.enum(['missing', 'wrong', 'unreachable', 'taken', 'lost']);
export type DomainProblem = z.output<typeof domainProblem>;

const portalDomain = z.object({
  host: z.string(),
  isVerified: z.boolean(),
  /** The DNS is being asked just now. */
  isChecking: z.boolean(),
  problem: domainProblem.nullable(),
  checkedAt: instant.nullable(),
  /** Since when the record of a verified domain is gone; after three days the domain is lost. */
  missingSince: instant.nullable(),
  /** The TXT record that proves whose the domain is. */
  record: z.object({ name: z.string(), value: z.string() }),
  /** Where the portal is reached by it. */
  address: z.string(),
});

/** `target` is the host that the domain must lead to. */
export const getPortalDomain = contract({
  name: 'portal_domain.get',
  input: z.object({}),
  output: z.object({ domain: portalDomain.nullable(), target: z.string() }),
});

export const addPortalDomain = contract({
  name: 'portal_domain.add',
  input: z.object({ host: z.string().trim().min(1, 'Please fill this in.').max(300) }),
  output: z.object({ host: z.string() }),
});

/** Asks the DNS anew; the answer stands in `portal_domain.get` a moment later. */
export const checkPortalDomain = contract({
  name: 'portal_domain.check',
  input: z.object({}),
  output: z.object({}),
});

export const removePortalDomain = contract({
  name: 'portal_domain.remove',
  input: z.object({}),
  output: z.object({}),
});
