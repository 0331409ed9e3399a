export * from './contract';
export { notificationsModule } from './module';
export { notify, type Notice } from './notify';
export { systemTemplateRows, type SystemTemplateRow } from './shipped-templates';
export { notifications, notificationPreferences } from './tables';
