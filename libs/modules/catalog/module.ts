import { defineModule } from '@kelp/kernel';

export const catalogModule = defineModule('catalog', {});
