import { identityModule } from '@kelp/identity';
import { defineModule } from '@kelp/kernel';
import { slaModule } from '@kelp/sla';
import { tenantsModule } from '@kelp/tenants';
import { ticketsModule } from '@kelp/tickets';
import { timeModule } from '@kelp/time';
import { markNotificationsReadAction } from './actions/mark-notifications-read';
import { resetEmailTemplateAction } from './actions/reset-email-template';
import { saveEmailTemplateAction } from './actions/save-email-template';
import { setNotificationPreferenceAction } from './actions/set-notification-preference';
import { foldedNoticeEmail } from './emails/folded-notice';
import { noticeEmails } from './emails/notice';
import { foldedMailDue } from './jobs/send-folded-mail';
import { tellInOwnHours } from './jobs/tell-in-own-hours';
import { emailTemplatePermissions } from './permissions';
import { getEmailTemplateQuery } from './queries/get-email-template';
import { getNotificationPreferencesQuery } from './queries/get-notification-preferences';
import { listEmailTemplatesQuery } from './queries/list-email-templates';
import { listNotificationsQuery } from './queries/list-notifications';
import { previewEmailTemplateQuery } from './queries/preview-email-template';
import {
  onSlaBreachedTellResponsible,
  onSlaThresholdCrossedTellResponsible,
} from './subscribers/on-sla-crossed-tell-responsible';
import { onTicketAssignedTellAssignee } from './subscribers/on-ticket-assigned-tell-assignee';
import { onTicketCommentedTellStaff } from './subscribers/on-ticket-commented-tell-staff';
import { onTicketCreatedTellDesk } from './subscribers/on-ticket-created-tell-desk';
import { onTicketMentionedTellColleagues } from './subscribers/on-ticket-mentioned-tell-colleagues';
import { onTicketReplyStoppedTellAuthor } from './subscribers/on-ticket-reply-stopped-tell-author';
import { onTimeEntryChangesRequestedTellPerson } from './subscribers/on-time-entry-changes-requested-tell-person';
import { notificationCounters, notificationPreferences, notifications } from './tables';

export const notificationsModule = defineModule('notifications', {
  needs: [tenantsModule, identityModule, ticketsModule, slaModule, timeModule],
  tables: [notifications, notificationCounters, notificationPreferences],
  permissions: emailTemplatePermissions,
  actions: [
    markNotificationsReadAction,
    setNotificationPreferenceAction,
    saveEmailTemplateAction,
    resetEmailTemplateAction,
  ],
  queries: [
    listNotificationsQuery,
    getNotificationPreferencesQuery,
    listEmailTemplatesQuery,
    getEmailTemplateQuery,
    previewEmailTemplateQuery,
  ],
  subscribers: [
    onTicketAssignedTellAssignee,
    onTicketCreatedTellDesk,
    onTicketCommentedTellStaff,
    onTicketMentionedTellColleagues,
    onTicketReplyStoppedTellAuthor,
    onSlaThresholdCrossedTellResponsible,
    onSlaBreachedTellResponsible,
    onTimeEntryChangesRequestedTellPerson,
  ],
  dueKinds: [foldedMailDue, tellInOwnHours],
  emails: [...noticeEmails.values(), foldedNoticeEmail],
});
