export { contractsModule } from './module';
