import { defineModule } from '@kelp/kernel';

export const timeModule = defineModule('time', {});
