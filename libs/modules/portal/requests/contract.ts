export * from '../contract/portal-requests';
export * from '../contract/service-requests';
export * from '../contract/staff-requests';
