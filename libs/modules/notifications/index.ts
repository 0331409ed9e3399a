export * from './contract';
export { notificationsModule } from './module';
export { notify, type Notice } from './notify';
export { notifications, notificationPreferences } from './tables';
