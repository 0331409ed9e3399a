export * from './contract';
export { notificationsModule } from './module';
export { peopleWithRole } from './describe-ticket';
export { allAs, notify, type Notice, type Recipient, type Said } from './notify';
export { notifications, notificationPreferences } from './tables';
