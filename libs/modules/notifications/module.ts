import { defineModule } from '@kelp/kernel';

export const notificationsModule = defineModule('notifications', {});
