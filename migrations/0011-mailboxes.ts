import type { Migration } from '@kelp/platform/migrate';

export const mailboxes: Migration = {
  name: '0011-mailboxes',
  async up() {},
};
