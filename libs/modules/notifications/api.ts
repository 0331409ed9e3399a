import { defineResource, type Resource } from '@kelp/kernel';
import { resetEmailTemplateAction } from './actions/reset-email-template';
import { saveEmailTemplateAction } from './actions/save-email-template';
import { saveNotificationSettingsAction } from './actions/save-notification-settings';
import { setNotificationRuleAction } from './actions/set-notification-rule';
import { getEmailTemplateQuery } from './queries/get-email-template';
import { getNotificationRulesQuery } from './queries/get-notification-rules';
import { listEmailTemplateVersionsQuery } from './queries/list-email-template-versions';
import { listEmailTemplatesQuery } from './queries/list-email-templates';
import { previewEmailTemplateQuery } from './queries/preview-email-template';

/** What this room offers under /api/v1. */
export const notificationsResources: readonly Resource[] = [
  defineResource('notification-rules', {
    list: getNotificationRulesQuery,
    save: setNotificationRuleAction,
  }),
  defineResource('notification-settings', {
    save: saveNotificationSettingsAction,
  }),
  defineResource('email-templates', {
    list: listEmailTemplatesQuery,
    save: saveEmailTemplateAction,
    reads: { text: getEmailTemplateQuery, versions: listEmailTemplateVersionsQuery },
    common: { preview: previewEmailTemplateQuery, reset: resetEmailTemplateAction },
  }),
];
