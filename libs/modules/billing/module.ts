import { defineModule } from '@kelp/kernel';

export const billingModule = defineModule('billing', {});
