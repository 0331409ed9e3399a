export { portalModule } from './module';
