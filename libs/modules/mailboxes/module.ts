import { defineModule } from '@kelp/kernel';

export const mailboxesModule = defineModule('mailboxes', {});
