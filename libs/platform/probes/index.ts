export * from './readiness';
export * from './metrics';
export * from './probe-routes';
