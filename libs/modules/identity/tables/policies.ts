import { bareTenantColumns, boolean, instant, integer, tenantColumns, text, uuid, uuidList } from '@kelp/platform/db';

export const policyBundles = tenantColumns(
  'policy_bundles',
  { name: text(), description: text().withDefault() },
  {
    noun: 'policy pack',
    conflicts: { policy_bundles_name_unique: 'There is already a pack with this name. Choose another name.' },
  },
);

export type RevisionState = 'draft' | 'published' | 'archived';

/** A pack has one draft and one published revision at most; only the published one narrows anybody. */
export const policyRevisions = tenantColumns(
  'policy_revisions',
  {
    bundleId: uuid(),
    number: integer(),
    state: text<RevisionState>(),
    /** Takes what things cost and bring from its people, whatever their roles give. */
    hidesCost: boolean().withDefault(),
    publishedAt: instant().orNull(),
    publishedBy: uuid().orNull(),
  },
  { noun: 'revision' },
);

export const policyRules = bareTenantColumns('policy_rules', {
  revisionId: uuid(),
  noun: text(),
  way: text(),
  /** The clients or boards that the rule names. */
  ids: uuidList().withDefault(),
});

/** Whom a pack narrows: a role, a team, a person or an API key. */
export const policyAssignments = tenantColumns(
  'policy_assignments',
  {
    bundleId: uuid(),
    roleId: uuid().orNull(),
    teamId: uuid().orNull(),
    userId: uuid().orNull(),
    apiKeyId: uuid().orNull(),
  },
  { noun: 'assignment' },
);
