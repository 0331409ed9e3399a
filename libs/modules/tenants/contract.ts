import { contract, currencyCode, lineOfText, z } from '@kelp/kernel/contract';

/** An IANA zone such as America/Chicago; whether the runtime knows it is checked by the action. */
export const zoneName = z.string().min(1, 'Choose a time zone.').max(64);

/** A BCP 47 language tag such as `en` or `de-AT`. */
export const localeTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Give a language tag such as en or de-AT.');

const workspace = z.object({
  name: z.string(),
  zone: z.string(),
  currency: z.string(),
  locale: z.string(),
  isDemo: z.boolean(),
  version: z.number(),
});

export const getTenant = contract({ name: 'tenant.get', input: z.object({}), output: workspace });

export const updateTenant = contract({
  name: 'tenant.update',
  input: z.object({
    version: z.number().int().optional(),
    name: lineOfText().optional(),
    zone: zoneName.optional(),
    currency: currencyCode.optional(),
    locale: localeTag.optional(),
  }),
  output: workspace,
});

/** What turns an empty workspace into one that works, in the order in which to do it. */
export const firstStep = z.enum(['client', 'mailbox', 'colleague']);
export type FirstStep = z.output<typeof firstStep>;

/** The steps that are still to be taken and that this person may take; none once the workspace is on its way. */
export const listFirstSteps = contract({
  name: 'tenant.first_steps',
  input: z.object({}),
  output: z.object({ steps: z.array(firstStep) }),
});

export * from './contract/branding';
export * from './contract/portal-domain';
