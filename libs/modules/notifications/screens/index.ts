export { useNotificationBell } from '../ui/notification-bell';
export { NotificationsPage } from '../ui/notifications-page';
export { EmailTemplatesPage } from '../ui/email-templates-page';
