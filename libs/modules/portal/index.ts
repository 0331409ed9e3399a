export * from './contract';
export { portalModule } from './module';
export { inSight, seesOthers, sightOf, type Sight } from './visibility/sight';
