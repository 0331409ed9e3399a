export { mailboxesModule } from './module';
