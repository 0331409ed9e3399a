import { defineModule } from '@kelp/kernel';

export const portalModule = defineModule('portal', {});
