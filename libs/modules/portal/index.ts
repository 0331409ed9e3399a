export * from './contract';
export { portalModule } from './module';
export { portalPeople } from './visibility/portal-people';
export { inSight, seesOthers, sightOf, type Sight } from './visibility/sight';
