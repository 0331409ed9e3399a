export * from './contract';
export { notificationsModule } from './module';
export { allAs, notify, type Notice, type Recipient, type Said } from './notify';
export { notifications, notificationPreferences } from './tables';
