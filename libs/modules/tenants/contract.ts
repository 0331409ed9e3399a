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
export const firstStep = z.enum([
  'client',
  'contact',
  'mailbox',
  'mail_in',
  'mail_out',
  'colleague',
  'prices',
  'portal',
  'import',
]);
export type FirstStep = z.output<typeof firstStep>;

/** The pages that lead a new workspace to its first ticket, in their order. */
export const welcomeStep = z.enum(['company', 'team', 'client', 'contact', 'billing', 'ticketing']);
export type WelcomeStep = z.output<typeof welcomeStep>;

const firstStepCard = z.object({
  step: firstStep,
  state: z.enum(['done', 'open', 'blocked']),
  /** What a blocked one waits for. */
  needs: firstStep.nullable(),
  /** One that is done by a test: how the last one stands; null for the others. */
  test: z.object({ state: z.enum(['none', 'running', 'failed']), text: z.string() }).nullable(),
  /** Somebody took it off the list for everyone. */
  isDismissed: z.boolean(),
});
export type FirstStepCard = z.output<typeof firstStepCard>;

/** The first steps that this person may take, and where they stand; none once the workspace is on its way. */
export const listFirstSteps = contract({
  name: 'tenant.first_steps',
  input: z.object({}),
  output: z.object({
    steps: z.array(firstStepCard),
    /** Where the welcome goes on; null once it is over, and for those who may not set the workspace up. */
    welcome: welcomeStep.nullable(),
    mayDismiss: z.boolean(),
  }),
});

/** Leaves pages of the welcome behind, done or skipped. */
export const passWelcome = contract({
  name: 'tenant.pass_welcome',
  input: z.object({ steps: z.array(welcomeStep).min(1).max(welcomeStep.options.length) }),
  output: z.object({}),
});

/** Takes a first step off the list of everyone, or puts it back. */
export const dismissFirstStep = contract({
  name: 'tenant.dismiss_step',
  input: z.object({ step: firstStep, isDismissed: z.boolean() }),
  output: z.object({}),
});

export * from './contract/branding';
export * from './contract/numbering';
export * from './contract/portal-domain';
