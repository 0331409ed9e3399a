export * from './contract';
export * from './requests/contract';
export { portalModule } from './module';
export { portalPeople } from './visibility/portal-people';
export { inSight, seesOthers, sightOf, type Sight } from './visibility/sight';
export { serviceRequestDecided, serviceRequestSubmitted } from './requests/events';
export { serviceRequestSubmissions, serviceRequestVersions } from './requests/tables';
export { createServiceRequestDefinitionAction } from './requests/actions/create-definition';
export { publishServiceRequestDefinitionAction } from './requests/actions/publish-definition';
