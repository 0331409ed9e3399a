import { billingModule } from '@kelp/billing';
import { notificationsResources } from './api';
import { clientsModule } from '@kelp/clients';
import { identityModule } from '@kelp/identity';
import { defineModule } from '@kelp/kernel';
import { mailboxesModule } from '@kelp/mailboxes';
import { portalModule } from '@kelp/portal';
import { slaModule } from '@kelp/sla';
import { tenantsModule } from '@kelp/tenants';
import { ticketsModule } from '@kelp/tickets';
import { timeModule } from '@kelp/time';
import { acceptShippedTemplateAction } from './actions/accept-shipped-template';
import { markNotificationsReadAction } from './actions/mark-notifications-read';
import { resetEmailTemplateAction } from './actions/reset-email-template';
import { saveEmailTemplateAction } from './actions/save-email-template';
import { saveNotificationHabitsAction } from './actions/save-notification-habits';
import { saveNotificationSettingsAction } from './actions/save-notification-settings';
import { setNotificationPreferenceAction } from './actions/set-notification-preference';
import { setNotificationRuleAction } from './actions/set-notification-rule';
import { setNotificationsReadAction } from './actions/set-notifications-read';
import { snoozeNotificationAction } from './actions/snooze-notification';
import { foldedNoticeEmail } from './emails/folded-notice';
import { noticeEmails } from './emails/notice';
import { quietDigestEmail } from './emails/quiet-digest';
import { foldedMailDue, quietMailDue } from './jobs/send-waiting-mail';
import { tellInOwnHours } from './jobs/tell-in-own-hours';
import { tellOverdueInvoices } from './jobs/tell-overdue-invoices';
import { wakeNotifications } from './jobs/wake-notifications';
import { emailTemplatePermissions, notificationPermissions } from './permissions';
import { explainNotificationQuery } from './queries/explain-notification';
import { getEmailTemplateQuery } from './queries/get-email-template';
import { getNotificationHabitsQuery } from './queries/get-notification-habits';
import { getNotificationPreferencesQuery } from './queries/get-notification-preferences';
import { getNotificationRulesQuery } from './queries/get-notification-rules';
import { listEmailTemplatesQuery } from './queries/list-email-templates';
import { listEmailTemplateVersionsQuery } from './queries/list-email-template-versions';
import { listNotificationsQuery } from './queries/list-notifications';
import { previewEmailTemplateQuery } from './queries/preview-email-template';
import { noticeSettings } from './settings';
import {
  onBillingRunFinishedTellFinance,
  onInvoiceFinalisedWatchDueDate,
  onOpeningBalanceRecordedWatchDueDate,
  onPaymentRecordedTellFinance,
  onProjectBudgetReachedTellFinance,
  onPurchaseOrderReachedTellFinance,
} from './subscribers/on-billing-tell-finance';
import {
  onSlaBreachedTellResponsible,
  onSlaThresholdCrossedTellResponsible,
} from './subscribers/on-sla-crossed-tell-responsible';
import { onInvoiceSentTellClients } from './subscribers/on-invoice-sent-tell-clients';
import {
  onServiceRequestDecidedTellRequester,
  onServiceRequestSubmittedTellApprovers,
} from './subscribers/on-service-request-tell-people';
import { onTicketAssignedTellAssignee } from './subscribers/on-ticket-assigned-tell-assignee';
import {
  onTicketClosedTellFollowers,
  onTicketPriorityChangedTellFollowers,
  onTicketReopenedTellFollowers,
  onTicketStatusChangedTellFollowers,
} from './subscribers/on-ticket-changed-tell-followers';
import {
  onTicketAutoCloseWarnedTellClients,
  onTicketClosedTellClients,
  onTicketReopenedTellClients,
  onTicketStatusChangedTellClients,
} from './subscribers/on-ticket-changed-tell-clients';
import { onTicketCommentedTellClients } from './subscribers/on-ticket-commented-tell-clients';
import { onTicketCommentedTellStaff } from './subscribers/on-ticket-commented-tell-staff';
import { onTicketCreatedTellDesk } from './subscribers/on-ticket-created-tell-desk';
import { onTicketMentionedTellColleagues } from './subscribers/on-ticket-mentioned-tell-colleagues';
import { onTicketRemindedTellPerson } from './subscribers/on-ticket-reminded-tell-person';
import { onTicketReplyStoppedTellAuthor } from './subscribers/on-ticket-reply-stopped-tell-author';
import { onTimeSheetLateTellPerson } from './subscribers/on-time-sheet-late-tell-person';
import { onTimeEntryChangesRequestedTellPerson } from './subscribers/on-time-entry-changes-requested-tell-person';
import {
  onTimeEntryApprovedTellPerson,
  onTimeEntrySubmittedTellApprover,
} from './subscribers/on-time-entry-decided-tell-people';
import { onUserPasswordChangedTellPerson } from './subscribers/on-user-password-changed-tell-person';
import {
  emailTemplateVersions,
  notificationCounters,
  notificationHabits,
  notificationPreferences,
  notificationRules,
  notifications,
} from './tables';
import { portalUnwantedMail } from './unwanted-mail';

export const notificationsModule = defineModule('notifications', {
  needs: [
    tenantsModule,
    identityModule,
    clientsModule,
    ticketsModule,
    slaModule,
    timeModule,
    billingModule,
    portalModule,
    mailboxesModule,
  ],
  tables: [
    notifications,
    notificationCounters,
    notificationPreferences,
    notificationRules,
    notificationHabits,
    emailTemplateVersions,
  ],
  permissions: [...emailTemplatePermissions, ...notificationPermissions],
  settings: [noticeSettings],
  actions: [
    markNotificationsReadAction,
    setNotificationsReadAction,
    snoozeNotificationAction,
    setNotificationPreferenceAction,
    saveNotificationHabitsAction,
    setNotificationRuleAction,
    saveNotificationSettingsAction,
    saveEmailTemplateAction,
    resetEmailTemplateAction,
    acceptShippedTemplateAction,
  ],
  queries: [
    listNotificationsQuery,
    explainNotificationQuery,
    getNotificationPreferencesQuery,
    getNotificationHabitsQuery,
    getNotificationRulesQuery,
    listEmailTemplatesQuery,
    getEmailTemplateQuery,
    listEmailTemplateVersionsQuery,
    previewEmailTemplateQuery,
  ],
  subscribers: [
    onTicketAssignedTellAssignee,
    onTicketCreatedTellDesk,
    onTicketCommentedTellStaff,
    onTicketMentionedTellColleagues,
    onTicketStatusChangedTellFollowers,
    onTicketPriorityChangedTellFollowers,
    onTicketClosedTellFollowers,
    onTicketReopenedTellFollowers,
    onTicketRemindedTellPerson,
    onTicketReplyStoppedTellAuthor,
    onSlaThresholdCrossedTellResponsible,
    onSlaBreachedTellResponsible,
    onTimeEntrySubmittedTellApprover,
    onTimeEntryApprovedTellPerson,
    onTimeEntryChangesRequestedTellPerson,
    onTimeSheetLateTellPerson,
    onBillingRunFinishedTellFinance,
    onInvoiceFinalisedWatchDueDate,
    onOpeningBalanceRecordedWatchDueDate,
    onPaymentRecordedTellFinance,
    onProjectBudgetReachedTellFinance,
    onPurchaseOrderReachedTellFinance,
    onUserPasswordChangedTellPerson,
    onTicketCommentedTellClients,
    onTicketStatusChangedTellClients,
    onTicketClosedTellClients,
    onTicketReopenedTellClients,
    onTicketAutoCloseWarnedTellClients,
    onInvoiceSentTellClients,
    onServiceRequestSubmittedTellApprovers,
    onServiceRequestDecidedTellRequester,
  ],
  fillings: [portalUnwantedMail],
  dueKinds: [foldedMailDue, quietMailDue, tellInOwnHours, tellOverdueInvoices, wakeNotifications],
  emails: [...noticeEmails.values(), foldedNoticeEmail, quietDigestEmail],
  resources: notificationsResources,
});
