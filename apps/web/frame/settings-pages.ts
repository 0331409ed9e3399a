/** The settings pages, those first that a new workspace needs first, each with the permission to open it. */
const pages = [
  { key: 'workspace', href: '/msp/settings/workspace', permission: 'system_settings.read' },
  { key: 'branding', href: '/msp/settings/branding', permission: 'branding.read' },
  { key: 'portalDomain', href: '/msp/settings/portal-domain', permission: 'portal_domain.read' },
  { key: 'welcome', href: '/msp/welcome', permission: 'system_settings.update' },
  { key: 'people', href: '/msp/settings/people', permission: 'user.read' },
  { key: 'roles', href: '/msp/settings/roles', permission: 'role.read' },
  { key: 'policies', href: '/msp/settings/policies', permission: 'policy.read' },
  { key: 'signIn', href: '/msp/settings/sign-in', permission: 'sign_in_settings.read' },
  { key: 'audit', href: '/msp/settings/audit', permission: 'audit_log.read' },
  { key: 'apiKeys', href: '/msp/settings/api-keys', permission: 'api_key.manage_own' },
  { key: 'developers', href: '/msp/developers', permission: 'api_key.manage_own' },
  { key: 'alerts', href: '/msp/settings/alerts', permission: 'inbound_webhook.read' },
  { key: 'webhooks', href: '/msp/settings/webhooks', permission: 'webhook.read' },
  { key: 'imports', href: '/msp/settings/imports', permission: 'import.run' },
  { key: 'archive', href: '/msp/settings/archive', permission: 'workspace_archive.read' },
  { key: 'mailboxes', href: '/msp/settings/mailboxes', permission: 'email_settings.read' },
  { key: 'mailLog', href: '/msp/settings/mail-log', permission: 'email_settings.read' },
  { key: 'emailTemplates', href: '/msp/settings/email-templates', permission: 'email_template.read' },
  { key: 'notifications', href: '/msp/settings/notifications', permission: 'notification_settings.read' },
  { key: 'boards', href: '/msp/settings/boards', permission: 'ticket_settings.read' },
  { key: 'priorities', href: '/msp/settings/priorities', permission: 'ticket_settings.read' },
  { key: 'ticketTypes', href: '/msp/settings/ticket-types', permission: 'ticket_settings.read' },
  { key: 'sla', href: '/msp/settings/sla', permission: 'sla_policy.read' },
  {
    key: 'serviceCatalogue',
    href: '/msp/settings/service-catalogue',
    permission: 'service_request_definition.read',
  },
  { key: 'surveys', href: '/msp/settings/surveys', permission: 'survey.read' },
  { key: 'macros', href: '/msp/settings/macros', permission: 'macro.use' },
  { key: 'cannedTexts', href: '/msp/settings/canned-texts', permission: 'canned_text.use' },
  { key: 'checklists', href: '/msp/settings/checklists', permission: 'checklist.manage' },
  { key: 'ticketTemplates', href: '/msp/settings/ticket-templates', permission: 'ticket_template.manage' },
  { key: 'recurringTickets', href: '/msp/settings/recurring-tickets', permission: 'recurring_ticket.read' },
  { key: 'time', href: '/msp/settings/time', permission: 'time_settings.read' },
  { key: 'workSchedules', href: '/msp/settings/work-schedules', permission: 'work_schedule.read' },
  { key: 'tags', href: '/msp/settings/tags', permission: 'tag.update' },
  { key: 'interactions', href: '/msp/settings/interactions', permission: 'interaction_type.manage' },
  { key: 'customFields', href: '/msp/settings/custom-fields', permission: 'custom_field.update' },
  { key: 'invoices', href: '/msp/settings/invoices', permission: 'billing_settings.read' },
  { key: 'billingRules', href: '/msp/settings/billing-rules', permission: 'billing_settings.read' },
  { key: 'accounting', href: '/msp/settings/accounting', permission: 'accounting_export.read' },
  { key: 'costRates', href: '/msp/settings/cost-rates', permission: 'billing.view_cost' },
  { key: 'rates', href: '/msp/settings/rates', permission: 'rate_rule.read' },
  { key: 'tax', href: '/msp/services/tax', permission: 'tax.read' },
  { key: 'payments', href: '/msp/settings/payments', permission: 'billing_settings.read' },
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
