import { defineModule } from '@kelp/kernel';

export const contractsModule = defineModule('contracts', {});
