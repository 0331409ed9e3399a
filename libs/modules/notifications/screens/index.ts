export { useNotificationBell } from '../ui/notification-bell';
export { NotificationsPage } from '../ui/notifications-page';
export { NotificationPreferencesPage } from '../ui/notification-preferences';
export { NotificationRulesPage } from '../ui/notification-rules-page';
export { EmailTemplatesPage } from '../ui/email-templates-page';
export { usePortalBell } from '../ui/portal-bell';
export { PortalNoticeChoices } from '../ui/portal-notice-choices';
