import { bareTenantColumns, boolean, instant, tenantColumns, text, textList, uuid } from '@kelp/platform/db';

export type ProviderPreset = 'google' | 'microsoft' | 'generic';

export const signInProviders = tenantColumns(
  'sign_in_providers',
  {
    name: text(),
    preset: text<ProviderPreset>(),
    portal: text<'msp' | 'client'>(),
    issuer: text(),
    clientId: text(),
    /** Sealed; '' for a public client. */
    clientSecret: text().withDefault(),
    isEnabled: boolean().withDefault(),
    /** Makes accounts for people of `domains` who have none, with this role. */
    mayCreate: boolean().withDefault(),
    roleId: uuid().orNull(),
    domains: textList().withDefault(),
    /** Its sign-in counts as a second factor: it asks for one itself. */
    isSecondFactor: boolean().withDefault(),
  },
  {
    noun: 'sign-in provider',
    secret: ['clientSecret'],
    conflicts: { sign_in_providers_name_unique: 'There is already a provider with this name.' },
  },
);

/** An account somewhere else that opens a person's account here: always by issuer and subject, never by an address. */
export const providerIdentities = tenantColumns(
  'provider_identities',
  {
    userId: uuid(),
    providerId: uuid(),
    issuer: text(),
    subject: text(),
    email: text().withDefault(),
    lastUsedAt: instant().orNull(),
  },
  {
    noun: 'connected account',
    conflicts: {
      provider_identities_provider_id_issuer_subject_unique: 'This account is connected to somebody else here.',
      provider_identities_provider_id_user_id_unique: 'You have connected an account of this provider already.',
    },
  },
);

export const providerRoutes = bareTenantColumns('provider_routes', {
  providerId: uuid(),
  portal: text<'msp' | 'client'>(),
  name: text(),
  preset: text<ProviderPreset>(),
});
