import { defineModule } from '@kelp/kernel';

export const slaModule = defineModule('sla', {});
