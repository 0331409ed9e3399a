/** The settings pages in their groups, those first that a new workspace needs first, each with the permission to open it. */
const pages = [
  { key: 'workspace', group: 'company', href: '/msp/settings/workspace', permission: 'system_settings.read' },
  { key: 'numbering', group: 'company', href: '/msp/settings/numbering', permission: 'numbering.read' },
  { key: 'branding', group: 'company', href: '/msp/settings/branding', permission: 'branding.read' },
  { key: 'portalDomain', group: 'company', href: '/msp/settings/portal-domain', permission: 'portal_domain.read' },
  { key: 'welcome', group: 'company', href: '/msp/welcome', permission: 'system_settings.update' },
  { key: 'people', group: 'company', href: '/msp/settings/people', permission: 'user.read' },
  { key: 'roles', group: 'company', href: '/msp/settings/roles', permission: 'role.read' },
  { key: 'policies', group: 'company', href: '/msp/settings/policies', permission: 'policy.read' },
  { key: 'signIn', group: 'company', href: '/msp/settings/sign-in', permission: 'sign_in_settings.read' },
  { key: 'audit', group: 'company', href: '/msp/settings/audit', permission: 'audit_log.read' },
  { key: 'boards', group: 'desk', href: '/msp/settings/boards', permission: 'ticket_settings.read' },
  { key: 'priorities', group: 'desk', href: '/msp/settings/priorities', permission: 'ticket_settings.read' },
  { key: 'ticketTypes', group: 'desk', href: '/msp/settings/ticket-types', permission: 'ticket_settings.read' },
  { key: 'sla', group: 'desk', href: '/msp/settings/sla', permission: 'sla_policy.read' },
  {
    key: 'serviceCatalogue',
    group: 'desk',
    href: '/msp/settings/service-catalogue',
    permission: 'service_request_definition.read',
  },
  { key: 'macros', group: 'desk', href: '/msp/settings/macros', permission: 'macro.use' },
  { key: 'cannedTexts', group: 'desk', href: '/msp/settings/canned-texts', permission: 'canned_text.use' },
  { key: 'checklists', group: 'desk', href: '/msp/settings/checklists', permission: 'checklist.manage' },
  {
    key: 'ticketTemplates',
    group: 'desk',
    href: '/msp/settings/ticket-templates',
    permission: 'ticket_template.manage',
  },
  {
    key: 'recurringTickets',
    group: 'desk',
    href: '/msp/settings/recurring-tickets',
    permission: 'recurring_ticket.read',
  },
  { key: 'interactions', group: 'desk', href: '/msp/settings/interactions', permission: 'interaction_type.manage' },
  { key: 'tags', group: 'desk', href: '/msp/settings/tags', permission: 'tag.update' },
  { key: 'customFields', group: 'desk', href: '/msp/settings/custom-fields', permission: 'custom_field.update' },
  { key: 'mailboxes', group: 'mail', href: '/msp/settings/mailboxes', permission: 'email_settings.read' },
  { key: 'mailLog', group: 'mail', href: '/msp/settings/mail-log', permission: 'email_settings.read' },
  { key: 'emailTemplates', group: 'mail', href: '/msp/settings/email-templates', permission: 'email_template.read' },
  {
    key: 'notifications',
    group: 'mail',
    href: '/msp/settings/notifications',
    permission: 'notification_settings.read',
  },
  { key: 'surveys', group: 'mail', href: '/msp/settings/surveys', permission: 'survey.read' },
  { key: 'time', group: 'money', href: '/msp/settings/time', permission: 'time_settings.read' },
  { key: 'workSchedules', group: 'money', href: '/msp/settings/work-schedules', permission: 'work_schedule.read' },
  { key: 'rates', group: 'money', href: '/msp/settings/rates', permission: 'rate_rule.read' },
  { key: 'costRates', group: 'money', href: '/msp/settings/cost-rates', permission: 'billing.view_cost' },
  { key: 'invoices', group: 'money', href: '/msp/settings/invoices', permission: 'billing_settings.read' },
  { key: 'billingRules', group: 'money', href: '/msp/settings/billing-rules', permission: 'billing_settings.read' },
  { key: 'tax', group: 'money', href: '/msp/services/tax', permission: 'tax.read' },
  { key: 'payments', group: 'money', href: '/msp/settings/payments', permission: 'billing_settings.read' },
  { key: 'accounting', group: 'money', href: '/msp/settings/accounting', permission: 'accounting_export.read' },
  { key: 'imports', group: 'programs', href: '/msp/settings/imports', permission: 'import.run' },
  { key: 'archive', group: 'programs', href: '/msp/settings/archive', permission: 'workspace_archive.read' },
  { key: 'apiKeys', group: 'programs', href: '/msp/settings/api-keys', permission: 'api_key.manage_own' },
  { key: 'developers', group: 'programs', href: '/msp/developers', permission: 'api_key.manage_own' },
  { key: 'webhooks', group: 'programs', href: '/msp/settings/webhooks', permission: 'webhook.read' },
  { key: 'alerts', group: 'programs', href: '/msp/settings/alerts', permission: 'inbound_webhook.read' },
] as const;

export type SettingsPage = (typeof pages)[number];

/** Which of the workspace's settings stand on which page. */
const settingsOf: Partial<Record<SettingsPage['key'], readonly string[]>> = {
  branding: ['branding'],
  signIn: ['identity.shortest_password'],
  audit: ['identity.audit_months'],
  mailboxes: ['mail.limits'],
  notifications: ['notification.rules'],
  priorities: ['tickets.itil_matrix'],
  time: ['time.overlap_policy', 'time.default_services', 'time.untracked_boards', 'time.periods'],
  invoices: [
    'billing.zero_invoices',
    'billing.seller_details',
    'billing.expired_credit',
    'billing.reminder_steps',
    'billing.e_invoicing',
  ],
  billingRules: ['billing.rules'],
  tax: ['tax.source', 'tax.rounding', 'tax.point', 'tax.place_by', 'tax.seller_country'],
};

/** The keys of the settings on a page; none for pages of records. */
export const settingsOn = (key: SettingsPage['key']): readonly string[] => settingsOf[key] ?? [];

/** The keys of the settings on the page at this address. */
export const settingsAt = (path: string): readonly string[] => {
  const page = pages.find(({ href }) => href === path);
  return page ? settingsOn(page.key) : [];
};

/** The settings pages that somebody with these permissions may open, in the order of the index. */
export const settingsPages = (permissions: readonly string[]): SettingsPage[] =>
  pages.filter(({ permission }) => permissions.includes(permission));

/** Holding one of these is enough to find something under Settings. */
export const settingsPermissions: readonly string[] = pages.map(({ permission }) => permission);
