import { defineModule } from '@kelp/kernel';

export const identityModule = defineModule('identity', {});
