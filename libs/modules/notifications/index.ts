export { notificationsModule } from './module';
